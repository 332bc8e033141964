using System.Text.RegularExpressions;
using AngleSharp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terril.Shared.Database;
using Terril.Tests.Harness;
using Terril.Tests.Visits.Day;
using Terril.Visits.After.Asked;
using Terril.Visits.Mails;
using Terril.Visits.Registering;

namespace Terril.Tests.Visits.Mails;

/// <summary>All that is written to those who come, in both languages.</summary>
public sealed partial class VisitMailsTests
{
    [Theory]
    [InlineData("fr", "Bonjour Camille Fictive,", "Le parcours des déchets")]
    [InlineData("en", "Hello Camille Fictive,", "The way of waste")]
    public async Task Each_greets_names_the_visit_leads_to_its_page_and_wastes_no_line(string language, string greeting, string title)
    {
        await using var house = await House.Open(Provider.Sqlite);
        await Write(house, language);
        var mails = await house.Mails();
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Checkout.File("artifacts/screenshots")).FullName, $"visits-mails-{language}.txt"), string.Join("\n\n========\n", mails.Select(m => $"{m.Subject}\n--\n{m.TextBody}")));

        Assert.Equal(13, mails.Count);
        foreach (var mail in mails)
        {
            var (subject, text) = (mail.Subject!, mail.TextBody!);
            var page = await BrowsingContext.New(Configuration.Default).OpenAsync(p => p.Content(mail.HtmlBody!));
            Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
            Assert.Single(page.QuerySelectorAll("h1"));
            Assert.Contains(greeting, text, StringComparison.Ordinal);
            Assert.Contains(title, text, StringComparison.Ordinal);
            // No reminder is promised of a visit that begins in half an hour.
            Assert.DoesNotMatch("rappel|reminded", text);
            Assert.NotEmpty(page.QuerySelectorAll("main a[href^='http']"));
            Assert.InRange(subject.Length, 10, 120);
            Assert.DoesNotMatch(Wasted(), text);
            Assert.All(page.QuerySelectorAll("main p, main li"), p => Assert.True(p.TextContent.Trim().Length > 0, $"{subject}: an empty line"));
            // What is written in one language is not in the other.
            Assert.DoesNotMatch(language == "fr" ? English() : French(), $"{subject}\n{text}");
        }
    }

    private static Task Write(House house, string language) => house.InScope(async services =>
    {
        var (db, mails, after) = (services.GetRequiredService<TerrilDb>(), services.GetRequiredService<VisitMails>(), services.GetRequiredService<AfterMails>());
        var id = (await house.Today(30, 12, null)).Id;
        var session = await db.VisitSessions.Include(s => s.Stops).SingleAsync(s => s.Id == id);
        var party = await house.Party(session, "Camille Fictive", 3);
        await db.Registrations.ExecuteUpdateAsync(set => set.SetProperty(r => r.Language, language));
        var registration = await db.Registrations.Include(r => r.Stops).SingleAsync(r => r.Id == party.Id);
        (session.MeetingEn, session.PracticalFr, session.PracticalEn) = ("Station square, under the clock", "Des chaussures fermées.", "Closed shoes.");
        foreach (var stop in session.Stops) stop.About.NameEn = $"Stop {stop.Position}";
        (session.ReasonFr, session.ReasonEn, session.PreviousStartsAt) = ("Une grève.", "A strike.", session.StartsAt.AddDays(-7));
        var rest = new Registration { SessionId = id, Size = 2 };
        registration.OfferEndsAt = session.StartsAt.AddHours(-1);

        await mails.Confirmed(session, registration, null, 0, null);
        await mails.Confirmed(session, registration, rest, 2, "/covoiturage/confirmer");
        await mails.Waits(session, registration, 3, "/covoiturage/confirmer");
        await mails.Offered(session, registration);
        await mails.OfferEnded(session, registration);
        await mails.StopGiven(session, registration, session.Stops[0]);
        await mails.Moved(session, registration);
        await mails.SessionCancelled(session, registration);
        await mails.Cancelled(session, registration);
        await mails.Reminder(session, registration, null);
        await mails.Already(session, registration, 3);
        await after.Thank(session, registration, registration, hasReport: true);
        await after.Ask(session, registration, 3);
        await db.SaveChangesAsync();
    });

    [GeneratedRegex(@"\n\n\n|  | \n|\n |\(\)|, ,| \.", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Wasted();

    [GeneratedRegex(@"\b(the|your|you|and|visit is|places are)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex English();

    [GeneratedRegex(@"\b(vous|votre|la visite|pour|le|les|des)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex French();
}
