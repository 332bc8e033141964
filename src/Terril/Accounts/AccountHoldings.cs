using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared.Access;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;

namespace Terril.Accounts;

/// <summary>What this room keeps about people: their account, and the browsers it is open in.</summary>
internal sealed class AccountHoldings(TerrilDb db) : IHoldPersonalData, IKnowPeople
{
    public static Purpose Purpose { get; } = new("accounts",
        new("Donner accès à l’espace réservé", "Giving access to the reserved area"),
        new("Savoir qui se connecte, ce que chacun peut faire, et refuser les autres.", "To know who signs in, what each may do, and refuse the others."),
        LegalBasis.PublicInterest);

    public Holding Holding { get; } = new("accounts.people", "accounts",
        new("Votre compte : nom, adresse, rôles, sessions ouvertes.", "Your account: name, address, roles, open sessions."),
        Keeping.Years(3), new("après la dernière connexion", "after the last sign-in"));

    public async Task<IReadOnlyList<HeldRecord>> Find(string address, CancellationToken stop)
    {
        if (await db.People.AsNoTracking().Include(p => p.Roles).SingleOrDefaultAsync(p => p.EmailKey == address, stop) is not { } person) return [];
        var sessions = await db.PersonSessions.AsNoTracking().Where(s => s.PersonId == person.Id).OrderBy(s => s.OpenedAt).ToListAsync(stop);
        return
        [
            new(person.Id, new("Votre compte", "Your account"), person.SeenAt,
                new HeldField("name", new("Nom", "Name"), person.Name, IsEditable: true),
                new HeldField("email", new("Adresse", "Address"), person.Email),
                new HeldField("language", new("Langue", "Language"), person.Language),
                new HeldField("roles", new("Rôles", "Roles"), string.Join(", ", person.Roles.Select(r => r.Role).Order())),
                new HeldField("since", new("Ouvert le", "Opened on"), $"{person.CreatedAt:yyyy-MM-dd}"),
                new HeldField("sessions", new("Sessions", "Sessions"), string.Join(" ; ", sessions.Select(s => $"{s.OpenedAt:yyyy-MM-dd HH:mm} UTC, {s.Address}, {s.Agent}")))),
        ];
    }

    public async Task<IReadOnlyList<string>> Known(string address, CancellationToken stop) =>
        [.. (await db.People.Where(p => p.EmailKey == address).Select(p => p.Id).ToListAsync(stop)).Select(id => id.ToString())];

    // Whoever runs the site is not forgotten for having been away: nobody might be left.
    public async Task<IReadOnlyList<Guid>> Expired(DateTimeOffset before, int most, CancellationToken stop) =>
        await Forgettable().Where(p => p.SeenAt <= before).OrderBy(p => p.Id).Select(p => p.Id).Take(most).ToListAsync(stop);

    public Task<int> Erase(IReadOnlyCollection<Guid> records, CancellationToken stop) => Forgettable().Where(p => records.Contains(p.Id)).ExecuteDeleteAsync(stop);

    public async Task<Text?> Rectify(Guid record, string field, string value, CancellationToken stop)
    {
        if (field != "name" || await db.People.SingleOrDefaultAsync(p => p.Id == record, stop) is not { } person) return new("Ce champ ne se corrige pas ici : demandez-le-nous.", "This field is not corrected here: ask us.");
        if (People.PersonRules.Fault(value) is { } fault) return fault;
        person.Describe(value, person.Language);
        await db.SaveChangesAsync(stop);
        return null;
    }

    private IQueryable<Person> Forgettable() => db.People.Where(p => !p.IsActive || !p.Roles.Any(r => r.Role == Role.Administrator));
}
