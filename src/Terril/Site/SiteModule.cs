using System.Text.Encodings.Web;
using Terril.Shared.Access;
using Terril.Shared.Desk;
using Terril.Shared.Mail;
using Terril.Shared.PersonalData;
using Terril.Shared.Ui;
using Terril.Shared.Web;
using Terril.Shared.Wording;
using Terril.Site.Accessibility;
using Terril.Site.Contact;
using Terril.Site.Plan;

namespace Terril.Site;

/// <summary>The frame of every page, home, search, what the site says of itself, and what the public writes to it.</summary>
public static class SiteModule
{
    public static IServiceCollection AddSite(this IServiceCollection services) => services
        .AddLanguages()
        .AddScoped<Links>()
        .AddSingleton<Weight>()
        .AddPublicPage("/territoires", "Territoires", "Territories")
        .AddPublicPage("/indicateurs", "Indicateurs", "Indicators")
        .AddPublicPage("/visites", "Visites", "Visits")
        .AddPublicPage("/api", "Données ouvertes et API", "Open data and API")
        .AddPublicPage("/recherche", "Recherche", "Search")
        .AddPublicPage("/contact", "Nous écrire", "Write to us")
        .AddPublicPage("/accessibilite", "Déclaration d’accessibilité", "Accessibility statement")
        .AddPublicPage("/donnees-personnelles", "Données personnelles", "Personal data")
        .AddPublicPage("/mes-donnees", "Mes données", "My data")
        .AddPublicPage("/ecoconception", "Écoconception", "Eco-design")
        .AddPublicPage("/mentions-legales", "Mentions légales", "Legal notice")
        .AddPublicPage("/plan-du-site", "Plan du site", "Site map")
        .AddContact()
        .AddAccessibility()
        .AddSingleton<HtmlEncoder>(PlainEncoder.Only);

    /// <summary>What is not a page: feeds, and what robots are given.</summary>
    public static void MapSite(this WebApplication app)
    {
        app.MapNewsFeed();
        app.MapForRobots();
    }

    private static IServiceCollection AddContact(this IServiceCollection services) => services
        .AddScoped<SendMessage>()
        .AddScoped<AnswerMessage>()
        .AddMailReader(SendMessage.Kind, SitePermissions.Reply)
        .AddPurpose(MessagesHolding.Purpose)
        .AddHolding<MessagesHolding>()
        .AddPermission(new(SitePermissions.Reply, new("Lire les messages du public et y répondre", "Read the messages of the public and answer them"), Role.Administrator, Role.Editor))
        .AddDeskEntry(new(MessagesWait.Path, new("Messages", "Messages"), SitePermissions.Reply))
        .AddWait<MessagesWait>();

    private static IServiceCollection AddAccessibility(this IServiceCollection services) => services
        .AddSingleton<AccessibilityMention>()
        .AddSingleton<Declaration>()
        .AddScoped<RecordAudit>()
        .AddHostedService<KeepDeclarationCurrent>()
        .AddPermission(new(SitePermissions.RecordAudit, new("Enregistrer les audits d’accessibilité", "Record the audits of accessibility"), Role.Administrator, Role.Editor))
        .AddDeskEntry(new(Accessibility.Manage.IndexPage.Path, new("Accessibilité", "Accessibility"), SitePermissions.RecordAudit));
}
