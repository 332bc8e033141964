using Terril.Shared.Jobs;
using Terril.Shared.PersonalData;

namespace Terril.Shared.Mail;

/// <summary>The ledger of mail: what a room writes is kept with its cause, and leaves from here once.</summary>
public static class MailModule
{
    /// <summary>Writing, sending, and what is kept of it.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services, Settings settings) => services
        .AddSending(settings)
        .AddScoped<RenderMail>()
        .AddScoped<Outbox>()
        .AddHostedService<KeepSendingMail>()
        .AddJob<ForgetMailWords>("mail.forget-words", Every.Day(new TimeOnly(3, 45)))
        .AddPurpose(MailHolding.Purpose)
        .AddHolding<MailHolding>();

    /// <summary>Declares that mail of this kind of cause holds a link that opens a door.</summary>
    public static IServiceCollection AddSecretMail(this IServiceCollection services, string causeKind) => services.AddSingleton(new SecretMail(causeKind));

    /// <summary>Declares who may see mail of this kind of cause: what a room keeps for some is not read in the ledger by others.</summary>
    public static IServiceCollection AddMailReader(this IServiceCollection services, string causeKind, string permission) => services.AddSingleton(new MailReader(causeKind, permission));

    /// <summary>What a command needs, which has no pages.</summary>
    internal static IServiceCollection AddSending(this IServiceCollection services, Settings settings) => services
        .AddSingleton(settings.Mail)
        .AddSingleton<SendMail>()
        .AddScoped<MailLedger>()
        .AddScoped<MailRegister>()
        .AddScoped<MailHold>();
}
