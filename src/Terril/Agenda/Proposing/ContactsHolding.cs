using Microsoft.EntityFrameworkCore;
using Terril.Agenda.Events;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;
using Terril.Shared.Proposing;

namespace Terril.Agenda.Proposing;

/// <summary>Who proposed events.</summary>
internal sealed class ContactsHolding(TerrilDb db) : ProposalHolding(db, ProposeEvent.Room, isVerified: true)
{
    public static Purpose Purpose { get; } = new("agenda.contacts",
        new("Tenir l’agenda commun", "The shared agenda"),
        new("Savoir que le rendez-vous proposé vient bien de vous, et vous répondre.", "To know that the event proposed comes from you, and answer you."),
        LegalBasis.PublicInterest);

    public override Holding Holding { get; } = new("agenda.contacts", Purpose.Key,
        new("Votre nom et votre adresse, avec le rendez-vous que vous avez proposé.", "Your name and address, with the event that you proposed."),
        Keeping.Years(1), new("après votre dernier passage", "after you last came by"));

    protected override IQueryable<Proposed> Proposed => All(Db);

    internal static IQueryable<Proposed> All(TerrilDb db) => db.AgendaEvents.Select(e => new Proposed { Id = e.Id, TitleFr = e.TitleFr, TitleEn = e.TitleEn });
}

/// <summary>What an address that never answered proposed: it goes with the address.</summary>
internal sealed class UnverifiedHolding(TerrilDb db) : ProposalHolding(db, ProposeEvent.Room, isVerified: false)
{
    public override Holding Holding { get; } = new("agenda.unverified", ContactsHolding.Purpose.Key,
        new("Un rendez-vous proposé avec votre adresse, que vous n’avez pas confirmé.", "An event proposed with your address, that you have not confirmed."),
        Keeping.Days(14), new("après la proposition", "after the proposal"));

    protected override IQueryable<Proposed> Proposed => ContactsHolding.All(Db);

    public override async Task<int> Erase(IReadOnlyCollection<Guid> records, CancellationToken stop)
    {
        var count = await base.Erase(records, stop);
        await Db.AgendaEvents.Where(e => records.Contains(e.Id) && e.State == EventState.Unverified).ExecuteDeleteAsync(stop);
        return count;
    }
}
