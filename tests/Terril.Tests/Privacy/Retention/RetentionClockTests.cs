using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terril.Accounts;
using Terril.Actions.Census;
using Terril.Agenda.Events;
using Terril.Collectives.Joining;
using Terril.Collectives.Organisations;
using Terril.Privacy.Consent;
using Terril.Privacy.Mine;
using Terril.Privacy.Requests;
using Terril.Privacy.Retention;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Shared.Mail;
using Terril.Shared.PersonalData;
using Terril.Shared.Proposing;
using Terril.Site.Contact;
using Terril.Site.Errors;
using Terril.Tests.Harness;
using Terril.Tests.Visits;
using Terril.Visits;
using Terril.Visits.After;
using Terril.Visits.Registering;

namespace Terril.Tests.Privacy.Retention;

/// <summary>
/// The clock of what is kept: something of each kind is put in the house, and the nightly job is run a second before its time is over,
/// then on the second.
/// </summary>
public sealed class RetentionClockTests
{
    // How something of each kind comes to be, its time counted from now.
    private static readonly Dictionary<string, Action<TerrilDb, DateTimeOffset>> Seeds = new(StringComparer.Ordinal)
    {
        ["privacy.unconfirmed"] = (db, now) => db.Add(Line(Guid.CreateVersion7(), ConsentKind.Asked, now)),
        ["privacy.consents"] = (db, now) => db.AddRange(Lines(now)),
        ["privacy.suppressions"] = (db, now) => db.Add(new Suppression { Mark = "m", Purpose = "p", Since = now, Reason = "withdrawn" }),
        ["privacy.tombstones"] = (db, now) => db.Add(new Tombstone { Holding = "h", Mark = "m", Count = 1, At = now }),
        ["privacy.journal"] = (db, now) => db.Add(new ErasedRecord { Holding = "h", Record = Guid.CreateVersion7(), At = now }),
        ["privacy.links"] = (db, now) => db.Add(new DataLink { TokenHash = "t", Address = "a@example.org", Mark = "m", AskedAt = now }),
        ["privacy.requests"] = (db, now) => db.Add(new RightsRequest { Address = "a@example.org", Mark = "m", Purpose = "p", AskedAt = now.AddDays(-20), DueAt = now.AddDays(10), State = RequestState.Granted, AnsweredAt = now }),
        ["accounts.people"] = (db, now) => db.Add(new Person("a@example.org", "A", "fr", now)),
        ["actions.contacts"] = (db, now) => Proposed(db, now, isVerified: true),
        ["actions.unverified"] = (db, now) => Proposed(db, now, isVerified: false),
        ["agenda.contacts"] = (db, now) => Announced(db, now, isVerified: true),
        ["agenda.unverified"] = (db, now) => Announced(db, now, isVerified: false),
        ["audit.trail"] = (db, now) => db.Add(new AuditEntry(null, "a", "k", null, null) { At = now, PersonId = null, Origin = null }),
        ["mail.sent"] = (db, now) => db.Add(Sent(now)),
        ["site.messages"] = (db, now) => db.Add(Answered(now)),
        ["visits.attendances"] = (db, now) => db.Add(new Terril.Visits.Day.Attendance { SessionId = Guid.CreateVersion7(), Name = "A", At = now, ReceivedAt = now }),
        ["visits.follow-ups"] = (db, now) => db.Add(new FollowUp { SessionId = Guid.CreateVersion7(), RegistrationId = Guid.CreateVersion7(), Months = 3, SecretHash = "t", AskedAt = now, Words = "w" }),
        ["visits.registrations"] = (db, now) => Registered(db, now),
        ["visits.needs"] = (db, now) => db.Add(new RegistrationNeeds { RegistrationId = Registered(db, now).Id, Diet = "d" }),
        ["collectives.contacts"] = (db, now) => db.Add(new Organisation { Slug = "o", Name = "O", ContactPhone = "03", CreatedAt = now, ChangedAt = now }),
        ["collectives.requests"] = (db, now) => Asked(db, now),
        ["incidents"] = (db, now) => db.Add(Incident.From(new InvalidOperationException(), "GET /", now)),
    };

    private static void Asked(TerrilDb db, DateTimeOffset now)
    {
        var (organisation, collective) = (new Organisation { Slug = "o", Name = "O", CreatedAt = now, ChangedAt = now }, new Collective { Slug = "c", NameFr = "C", CreatedAt = now, ChangedAt = now });
        db.AddRange(organisation, collective, new JoinRequest { CollectiveId = collective.Id, OrganisationId = organisation.Id, ContactName = "A", Address = "a@example.org", AddressKey = "a@example.org", SecretHash = "t", AskedAt = now.AddDays(-9), VerifiedAt = now.AddDays(-8), AnsweredAt = now });
    }

    public static TheoryData<Provider, string> Rules
    {
        get
        {
            var rules = new TheoryData<Provider, string>();
            foreach (var key in Seeds.Keys)
                foreach (var on in Enum.GetValues<Provider>().Where(on => on == Provider.Sqlite || PostgresCluster.IsInstalled)) rules.Add(on, key);
            return rules;
        }
    }

    [Theory, MemberData(nameof(Rules))]
    public async Task A_kind_of_data_goes_on_its_day_and_not_before(Provider on, string key)
    {
        await using var house = await House.Open(on);
        var kept = await house.InScope(services => Task.FromResult(services.GetServices<IHoldPersonalData>().Single(h => h.Holding.Key == key).Holding.Kept));
        var began = house.Clock.Now;
        await house.InDatabase(async db =>
        {
            Seeds[key](db, began);
            return await db.SaveChangesAsync();
        });
        var over = End(kept, began);

        house.Clock.Now = over.AddSeconds(-1);
        Assert.DoesNotContain(key, (await house.ApplyRetention()).Keys);
        house.Clock.Now = over;
        Assert.Contains(key, (await house.ApplyRetention()).Keys);
        Assert.Contains(key, await house.InDatabase(db => db.Tombstones.Select(t => t.Holding).ToListAsync()));
        Assert.DoesNotContain(key, (await house.ApplyRetention()).Keys);
    }

    /// <summary>A room that keeps something more adds how it comes to be above.</summary>
    [Fact]
    public async Task Each_kind_that_a_room_keeps_and_each_purpose_it_declares_is_on_the_clock()
    {
        await using var house = await House.Open(Provider.Sqlite);

        var (kept, purposes) = await Declared(house);

        Assert.Equal(kept.Select(h => h.Key).Order(StringComparer.Ordinal), Seeds.Keys.Order(StringComparer.Ordinal));
        // What rests on a consent alone is kept in the ledger of consents.
        Assert.Equal([VisitsPurposes.CarSharing.Key], purposes.Except(kept.Where(h => Seeds.ContainsKey(h.Key)).Select(h => h.Purpose), StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_purpose_that_has_no_clock_is_seen()
    {
        await using var house = await PrivacyHouse.Open(Provider.Sqlite);

        var (kept, purposes) = await Declared(house);

        Assert.Equal(new HashSet<string> { PrivacyHouse.Letter, VisitsPurposes.CarSharing.Key }, [.. purposes.Except(kept.Where(h => Seeds.ContainsKey(h.Key)).Select(h => h.Purpose), StringComparer.Ordinal)]);
    }

    private static Task<(List<Holding> Kept, List<string> Purposes)> Declared(House house) => house.InScope(services => Task.FromResult(
        (services.GetServices<IHoldPersonalData>().Select(h => h.Holding).ToList(), services.GetServices<Purpose>().Select(p => p.Key).ToList())));

    private static void Proposed(TerrilDb db, DateTimeOffset now, bool isVerified)
    {
        var sheet = new ActionSheet { Slug = "s", State = isVerified ? ActionState.ToModerate : ActionState.Unverified, CreatedAt = now, ChangedAt = now };
        db.Add(sheet);
        db.Add(new ProposalContact { Room = "actions", SubjectId = sheet.Id, Address = "a@example.org", SecretHash = "t", AskedAt = now, VerifiedAt = isVerified ? now : null, SeenAt = now });
    }

    private static void Announced(TerrilDb db, DateTimeOffset now, bool isVerified)
    {
        var one = new AgendaEvent { Slug = "e", State = isVerified ? EventState.ToModerate : EventState.Unverified, CreatedAt = now, ChangedAt = now };
        db.Add(one);
        db.Add(new ProposalContact { Room = "agenda", SubjectId = one.Id, Address = "a@example.org", SecretHash = "t", AskedAt = now, VerifiedAt = isVerified ? now : null, SeenAt = now });
    }

    private static DateTimeOffset End(Keeping kept, DateTimeOffset from) => kept.Unit switch
    {
        KeepingUnit.Day => from.AddDays(kept.Count),
        KeepingUnit.Month => from.AddMonths(kept.Count),
        _ => from.AddYears(kept.Count),
    };

    // For a visit that ends now.
    private static Registration Registered(TerrilDb db, DateTimeOffset now)
    {
        var session = VisitsHouse.NewSession(now.AddDays(-10).AddHours(-7), 5);
        var registration = new Registration { SessionId = session.Id, ContactName = "A", Address = "a@example.org", AddressKey = "a@example.org", Language = "fr", Size = 1, State = RegistrationState.Confirmed, AskedAt = now.AddDays(-9), Words = "a" };
        db.AddRange(session, registration);
        return registration;
    }

    private static OutgoingMail Sent(DateTimeOffset now) => new()
    {
        CauseKind = "k", CauseId = "1", Template = "", ToAddress = "a@example.org", Language = "fr", State = MailState.Sent,
        WrittenAt = now.AddDays(-1), PlannedAt = now.AddDays(-1), NotAfter = now.AddDays(2), EndedAt = now,
    };

    private static ContactMessage Answered(DateTimeOffset now)
    {
        var message = ContactMessage.From(new() { Subject = ContactSubject.Question, Address = "a@example.org", Body = "B" }, "fr", now.AddDays(-9));
        message.ReplyWith("R", null, now);
        return message;
    }

    private static ConsentEvent[] Lines(DateTimeOffset now)
    {
        var asked = Line(Guid.CreateVersion7(), ConsentKind.Asked, now.AddYears(-9));
        return [asked, asked.Then(ConsentKind.Confirmed, now.AddYears(-9), "/", "POST", ""), asked.Then(ConsentKind.Withdrawn, now, "/", "POST", "")];
    }

    private static ConsentEvent Line(Guid consent, ConsentKind kind, DateTimeOffset at) =>
        new() { ConsentId = consent, Kind = kind, Purpose = "p", Version = 1, Address = "a@example.org", Mark = "m", At = at };
}
