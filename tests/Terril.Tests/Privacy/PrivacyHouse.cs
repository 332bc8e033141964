using Microsoft.Extensions.DependencyInjection;
using Terril.Privacy;
using Terril.Privacy.Public;
using Terril.Shared.PersonalData;
using Terril.Tests.Harness;

namespace Terril.Tests.Privacy;

/// <summary>A house with a letter that one agrees to receive.</summary>
internal static class PrivacyHouse
{
    public const string Letter = "letter";

    public static readonly ConsentWording Words = new(Letter, 1, new("J’accepte de recevoir la lettre, une fois par mois.", "I agree to receive the letter, once a month."));

    public static Task<House> Open(Provider on, Action<IServiceCollection>? changes = null) => House.Open(on, services =>
    {
        services.AddLetter(Words);
        changes?.Invoke(services);
    });

    public static void AddLetter(this IServiceCollection services, ConsentWording words) => services
        .AddPurpose(new(Letter, new("Envoyer la lettre", "Sending the letter"), new("Vous l’avez demandée.", "You asked for it."), LegalBasis.Consent))
        .AddConsentWording(words);

    public static Task<T> WithConsents<T>(this House house, Func<Consents, Task<T>> work) => house.InScope(services => work(services.GetRequiredService<Consents>()));

    public static Task<ConsentAsking> Ask(this House house, string address) => house.InScope(async services =>
    {
        var asking = await services.GetRequiredService<Consents>().Ask(new(Letter, address, "fr", "/lettre"), CancellationToken.None);
        await services.GetRequiredService<Terril.Shared.Database.TerrilDb>().SaveChangesAsync();
        return asking;
    });

    public static Task Give(this House house, string address) => house.InScope(async services =>
    {
        await services.GetRequiredService<Consents>().Give(new(Letter, address, "fr", "/gestion", "paper"), "bulletin 12", CancellationToken.None);
        await services.GetRequiredService<Terril.Shared.Database.TerrilDb>().SaveChangesAsync();
    });

    public static async Task<ConsentGiven?> Given(this House house, string address) =>
        (await house.WithConsents(consents => consents.Given(Letter, CancellationToken.None))).SingleOrDefault(given => given.Address == address);

    public static Task<IReadOnlyDictionary<string, int>> ApplyRetention(this House house) => house.InScope(services =>
        services.GetRequiredService<Terril.Privacy.Retention.ApplyRetention>().Run(CancellationToken.None));
}
