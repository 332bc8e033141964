using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Calendar;
using Terril.Shared.Database;
using Terril.Shared.Mail;
using Terril.Shared.Web;
using Terril.Shared.Wording;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Visits.Mails;

/// <summary>What a mail about a registration says.</summary>
/// <param name="Link">The page of the registration, by a secret of this mail’s own.</param>
/// <param name="Page">The page of the visit.</param>
public sealed record VisitMail(VisitSession Session, Registration Registration, string Link, string Page)
{
    /// <summary>All that may be visited.</summary>
    public required string Agenda { get; init; }

    /// <summary>It is far enough for a reminder to come.</summary>
    public bool IsReminded { get; init; }

    /// <summary>Those of the party who wait, when it chose so.</summary>
    public Registration? Rest { get; init; }

    public int Rank { get; init; }

    /// <summary>The page that confirms that they want to share cars.</summary>
    public string? CarSharing { get; init; }

    /// <summary>The stop that it is about.</summary>
    public SessionStop? Stop { get; init; }
}

/// <summary>
/// What is written to those who come and those who wait. Each mail is kept with what it tells of, by the caller’s <c>SaveChanges</c>, and
/// has a link of its own: the database has only its hash.
/// </summary>
public sealed class VisitMails(TerrilDb db, Outbox outbox, MailRegister register, SiteAddress site, TimeProvider clock)
{
    public const string Kind = "visits.registration";

    // What tells somebody that places are held for them.
    private static readonly IReadOnlyList<string> s_offers = ["/Visits/Mails/Offered.cshtml", "/Visits/Mails/Moved.cshtml"];

    private static readonly TimeSpan s_window = TimeSpan.FromDays(3);

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>The places are theirs. With the date for their calendar.</summary>
    internal Task Confirmed(VisitSession session, Registration registration, Registration? rest, int rank, string? carSharing) =>
        Write("Confirmed", session, registration, m => m with { Rest = rest, Rank = rank, CarSharing = carSharing is null ? null : site.To(carSharing, registration.Language) }, withDate: true);

    internal Task Waits(VisitSession session, Registration registration, int rank, string? carSharing) =>
        Write("Waits", session, registration, m => m with { Rank = rank, CarSharing = carSharing is null ? null : site.To(carSharing, registration.Language) });

    /// <summary>Places are held for them. It has no meaning once the offer is over.</summary>
    internal Task Offered(VisitSession session, Registration registration) => Write("Offered", session, registration, notAfter: registration.OfferEndsAt);

    /// <summary>They did not answer in time. Written before the offer is ended, while its deadline is known.</summary>
    internal Task OfferEnded(VisitSession session, Registration registration) => Write("OfferEnded", session, registration);

    /// <summary>What tells them of their offer is still here: they cannot have answered.</summary>
    internal Task<bool> IsUntold(Registration registration, CancellationToken stop)
    {
        var id = registration.Id.ToString();
        return register.All.AnyAsync(m => m.CauseKind == Kind && m.CauseId == id && m.EndedAt == null && s_offers.Contains(m.Template), stop);
    }

    internal Task StopGiven(VisitSession session, Registration registration, SessionStop place) => Write("StopGiven", session, registration, m => m with { Stop = place });

    /// <summary>With the date for the calendar of those who come; with the deadline of their offer for those who have not said yet.</summary>
    /// <param name="waits">Of the party of those who come, those who wait.</param>
    internal Task Moved(VisitSession session, Registration registration, Registration? waits = null) =>
        Write("Moved", session, registration, m => m with { Rest = waits }, withDate: registration.State == RegistrationState.Confirmed, notAfter: registration.State == RegistrationState.Offered ? registration.OfferEndsAt : null);

    internal Task SessionCancelled(VisitSession session, Registration registration) => Write("SessionCancelled", session, registration, withDate: registration.Holds);

    internal Task Cancelled(VisitSession session, Registration registration) => Write("Cancelled", session, registration);

    /// <param name="rest">Of the party, those who had waited and come too.</param>
    internal Task Reminder(VisitSession session, Registration registration, Registration? rest) => Write("Reminder", session, registration, m => m with { Rest = rest }, withDate: true, notAfter: session.StartsAt);

    internal Task Already(VisitSession session, Registration registration, int? rank) => Write("Already", session, registration, m => m with { Rank = rank ?? 0 });

    /// <summary>What has not left of the mail about a registration does not leave.</summary>
    internal Task TakeBack(Registration registration, CancellationToken stop) =>
        db.Database.CurrentTransaction is null ? Task.CompletedTask : outbox.Withdraw(new(Kind, registration.Id.ToString()), stop);

    private async Task Write(string template, VisitSession session, Registration registration, Func<VisitMail, VisitMail>? more = null, bool withDate = false, DateTimeOffset? notAfter = null)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = clock.GetUtcNow();
        db.RegistrationLinks.Add(new() { RegistrationId = registration.Id, SecretHash = HashOf(secret), MadeAt = now });
        var mail = new VisitMail(session, registration, site.To($"/visites/inscription/{secret}", registration.Language), site.To($"/visites/{session.Slug}", registration.Language))
        {
            Agenda = site.To("/visites", registration.Language), IsReminded = now < session.StartsAt - RemindOfSessions.Before,
        };
        var calendar = withDate ? WriteCalendar.Run([SessionCalendar.Of(session, new Words(registration.Language), site)]) : null;
        await outbox.Write(new Recipient(registration.Address, registration.ContactName.Length > 0 ? registration.ContactName : null, registration.Language),
            $"/Visits/Mails/{template}.cshtml", more?.Invoke(mail) ?? mail, new(Kind, registration.Id.ToString()),
            new() { Calendar = calendar, NotAfter = notAfter ?? now + s_window, ReplyTo = session.OrganiserAddress is { Length: > 0 } organiser ? organiser : null });
    }
}
