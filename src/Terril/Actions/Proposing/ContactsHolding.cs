using Microsoft.EntityFrameworkCore;
using Terril.Actions.Census;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;
using Terril.Shared.Proposing;

namespace Terril.Actions.Proposing;

/// <summary>Who proposed actions.</summary>
internal sealed class ContactsHolding(TerrilDb db) : ProposalHolding(db, ProposeAction.Room, isVerified: true)
{
    public static Purpose Purpose { get; } = new("actions.contacts",
        new("Recenser les actions", "The census of actions"),
        new("Savoir que l’action proposée vient bien de vous, vous répondre, et vous demander une fois par an si elle est encore vraie.", "To know that the action proposed comes from you, answer you, and ask you once a year whether it is still true."),
        LegalBasis.PublicInterest);

    public override Holding Holding { get; } = new("actions.contacts", Purpose.Key,
        new("Votre nom et votre adresse, avec l’action que vous avez proposée.", "Your name and address, with the action that you proposed."),
        Keeping.Years(3), new("après votre dernière réponse", "after your last answer"));

    protected override IQueryable<Proposed> Proposed => All(Db);

    internal static IQueryable<Proposed> All(TerrilDb db) => db.ActionSheets.Select(s => new Proposed { Id = s.Id, TitleFr = s.TitleFr, TitleEn = s.TitleEn });
}

/// <summary>What an address that never answered proposed: it goes with the address.</summary>
internal sealed class UnverifiedHolding(TerrilDb db) : ProposalHolding(db, ProposeAction.Room, isVerified: false)
{
    public override Holding Holding { get; } = new("actions.unverified", ContactsHolding.Purpose.Key,
        new("Une action proposée avec votre adresse, que vous n’avez pas confirmée.", "An action proposed with your address, that you have not confirmed."),
        Keeping.Days(14), new("après la proposition", "after the proposal"));

    protected override IQueryable<Proposed> Proposed => ContactsHolding.All(Db);

    public override async Task<int> Erase(IReadOnlyCollection<Guid> records, CancellationToken stop)
    {
        var count = await base.Erase(records, stop);
        await Db.ActionSheets.Where(s => records.Contains(s.Id) && s.State == ActionState.Unverified).ExecuteDeleteAsync(stop);
        return count;
    }
}
