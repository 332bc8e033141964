using Terril.Collectives.Public;
using Terril.Observatory.Public;
using Terril.Shared.Database;
using Terril.Shared.Forms;

namespace Terril.Agenda.Feeds;

/// <summary>What is typed of the calendar of a member.</summary>
public sealed class FeedForm
{
    public string? Name { get; set; }

    public string? Address { get; set; }

    public string? Organisation { get; set; }

    /// <summary>One a line.</summary>
    public string? Territories { get; set; }

    public string[] Themes { get; set; } = [];

    public bool IsTrusted { get; set; }

    public bool IsOn { get; set; } = true;

    public void Show(AgendaFeed feed, TypedSubjects names, CollectivesSaid who)
    {
        (Name, Address, Organisation) = (feed.Name, feed.Address, who.Organisation(feed.OrganisationId)?.Name);
        (Territories, Themes, IsTrusted, IsOn) = (names.Say(feed.Territories), [.. SpacedKeys.List(feed.Themes)], feed.IsTrusted, feed.IsOn);
    }

    public bool Fill(AgendaFeed feed, TypedSubjects names, IReadOnlyList<(string Value, string Label)> themes, CollectivesSaid who, FormFaults faults)
    {
        var name = faults.Line(nameof(Name), Name, 120, isNeeded: true);
        var address = faults.Line(nameof(Address), Address, 500, isNeeded: true);
        if (address.Length > 0 && !TypedFields.IsWeb(address.StartsWith("webcal://", StringComparison.OrdinalIgnoreCase) ? $"https{address[6..]}" : address))
            faults.Add(nameof(Address), "écrivez une adresse qui commence par https:// ou webcal://", "write an address that begins with https:// or webcal://");
        var organisation = faults.Line(nameof(Organisation), Organisation, 200);
        var known = organisation.Length == 0 ? null : who.Named(organisation);
        if (organisation.Length > 0 && known is null && faults[nameof(Organisation)] is null) faults.Add(nameof(Organisation), "aucune organisation publiée n’a ce nom : créez-la d’abord", "no published organisation bears this name: make it first");
        var territories = names.ReadTerritories(nameof(Territories), Territories, feed.Territories, faults);
        if (faults.Any) return false;
        // Whatever was set, the calendar is read again with it, changed or not.
        (feed.Tag, feed.Modified) = (null, null);
        (feed.Name, feed.Address, feed.OrganisationId, feed.Territories) = (name, address, known?.Id, territories);
        feed.Themes = SpacedKeys.Of(Themes.Where(t => themes.Any(theme => theme.Value == t) || feed.Themes.Contains(SpacedKeys.One(t), StringComparison.Ordinal)));
        (feed.IsTrusted, feed.IsOn) = (IsTrusted, IsOn);
        return true;
    }
}
