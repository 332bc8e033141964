using Terril.Shared.Access;
using Terril.Shared.Files;
using Terril.Shared.Jobs;
using Terril.Shared.Mail;
using Terril.Shared.PersonalData;
using Terril.Visits.After.Asked;
using Terril.Visits.After.Figures;
using Terril.Visits.After.Led;
using Terril.Visits.After.Report;

namespace Terril.Visits.After;

/// <summary>What comes after a visit: thanks, questions, its report, and what it changed.</summary>
public static class AfterModule
{
    public static IServiceCollection AddAfterVisits(this IServiceCollection services) => services
        .AddAsked()
        .AddReports()
        .AddScoped<ReadFigures>()
        .AddScoped<JoinAction>()
        .AddPermission(new(AfterPermissions.Figures, new("Lire ce que les visites ont apporté", "Read what visits brought"), Role.Administrator, Role.VisitOrganiser, Role.Evaluator));

    private static IServiceCollection AddAsked(this IServiceCollection services) => services
        .AddScoped<AfterMails>()
        .AddScoped<KeepFeedback>()
        .AddScoped<AnswerFollowUp>()
        .AddScoped<RefuseFollowUps>()
        .AddSecretMail(AfterMails.Thanks)
        .AddSecretMail(AfterMails.FollowUp)
        .AddJob<EndSessions>("visits.end", Every.Minutes(15))
        .AddJob<ThankVisitors>("visits.thank", Every.Minutes(15))
        .AddJob<AskFollowUps>("visits.follow-up", Every.Minutes(60))
        .AddPurpose(FollowUpsHolding.Purpose)
        .AddHolding<FollowUpsHolding>();

    private static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddScoped<ReadReport>()
        .AddScoped<WriteReport>()
        .AddScoped<PublishReport>()
        .AddScoped<AddPhoto>()
        .AddScoped<DescribePhoto>()
        .AddScoped<AddDocument>()
        .AddScoped<RemoveFromReport>()
        .AddFilePolicy(ReportFiles.Photo)
        .AddFilePolicy(ReportFiles.Document)
        .AddPermission(new(AfterPermissions.Report, new("Écrire et publier les comptes rendus de visite", "Write and publish the reports of visits"), Role.Administrator, Role.VisitOrganiser));
}
