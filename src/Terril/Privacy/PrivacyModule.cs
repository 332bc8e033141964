using Terril.Privacy.Consent;
using Terril.Privacy.Mine;
using Terril.Privacy.Public;
using Terril.Privacy.Requests;
using Terril.Privacy.Retention;
using Terril.Shared.Access;
using Terril.Shared.Desk;
using Terril.Shared.Jobs;
using Terril.Shared.Mail;
using Terril.Shared.PersonalData;

namespace Terril.Privacy;

/// <summary>What is kept about people: why, for how long, what they agreed to, and what they may ask.</summary>
public static class PrivacyModule
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services) => services
        .AddSingleton<KeyedHash>()
        .AddSingleton<IKnowPeople>(p => p.GetRequiredService<KeyedHash>())
        .AddPurpose(PrivacyPurposes.Consents)
        .AddPurpose(PrivacyPurposes.Requests)
        .AddSecretMail("privacy.link")
        .AddMailReader("privacy.link", PrivacyPermissions.Reply)
        .AddMailReader("privacy.reply", PrivacyPermissions.Reply)
        .AddConsents()
        .AddKeeping()
        .AddMine()
        .AddPrivacyDesk();

    /// <summary>Declares the words of a consent.</summary>
    public static IServiceCollection AddConsentWording(this IServiceCollection services, ConsentWording wording) => services.AddSingleton(wording);

    /// <summary>After the migration, before anything is served: the key of keyed hashes, the words of consents; what rooms declare holds together.</summary>
    public static async Task PreparePrivacy(this IHost app)
    {
        await app.Services.GetRequiredService<KeyedHash>().Prepare(CancellationToken.None);
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Wordings>().Record(CancellationToken.None);
        scope.ServiceProvider.GetRequiredService<PurposesInForce>();
    }

    // What other rooms see is public; what it is made of is not, and its constructor neither.
    private static IServiceCollection AddConsents(this IServiceCollection services) => services
        .AddScoped<Wordings>()
        .AddScoped<ConfirmConsent>()
        .AddScoped<WithdrawConsent>()
        .AddScoped(p => new Consents(p.GetRequiredService<Shared.Database.TerrilDb>(), p.GetRequiredService<Wordings>(), p.GetRequiredService<PurposesInForce>(),
            p.GetRequiredService<WithdrawConsent>(), p.GetRequiredService<KeyedHash>(), p.GetRequiredService<TimeProvider>()))
        .AddHolding<UnconfirmedConsents>()
        .AddHolding<ConsentProofs>()
        .AddHolding<SuppressionList>();

    private static IServiceCollection AddKeeping(this IServiceCollection services) => services
        .AddScoped<PurposesInForce>()
        .AddScoped<EraseRecords>()
        .AddScoped<ApplyRetention>()
        .AddScoped(p => new ErasureJournal(p.GetRequiredService<Shared.Database.TerrilDb>(), p.GetServices<IHoldPersonalData>(), p.GetRequiredService<EraseRecords>(),
            p.GetRequiredService<WithdrawConsent>(), p.GetRequiredService<KeyedHash>()))
        .AddJob<PurgeJob>("privacy.purge", Every.Day(new TimeOnly(3, 0)))
        .AddHolding<Tombstones>()
        .AddHolding<ErasedNumbers>();

    private static IServiceCollection AddMine(this IServiceCollection services) => services
        .AddScoped<AskForLink>()
        .AddScoped<OpenLink>()
        .AddScoped<DataSession>()
        .AddScoped<GatherMyData>()
        .AddScoped<EraseMyData>()
        .AddScoped<CorrectMyData>()
        .AddHolding<DataLinks>();

    private static IServiceCollection AddPrivacyDesk(this IServiceCollection services) => services
        .AddPermission(new(PrivacyPermissions.Reply, new("Répondre aux demandes sur des données", "Answer requests about data"), Role.Administrator))
        .AddPermission(new(PrivacyPermissions.Decide, new("Décider des finalités et des durées", "Decide purposes and times"), Role.Administrator))
        .AddDeskEntry(new("/gestion/demandes", new("Demandes", "Requests"), PrivacyPermissions.Reply))
        .AddWait<RequestsWait>()
        .AddScoped<AskRight>()
        .AddScoped<AnswerRequest>()
        .AddScoped<Decide>()
        .AddHolding<RequestsHolding>();
}
