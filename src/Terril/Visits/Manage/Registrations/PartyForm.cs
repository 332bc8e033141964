using System.Globalization;
using Terril.Observatory.Public;
using Terril.Shared.Forms;
using Terril.Visits.Registering;
using Terril.Visits.Sessions;

namespace Terril.Visits.Manage.Registrations;

/// <summary>What is typed to register somebody by hand: who, with whom, where.</summary>
public sealed class PartyForm
{
    public string? Name { get; set; }

    public string? Address { get; set; }

    public string? Organisation { get; set; }

    public VisitorRole Role { get; set; }

    public string? Territory { get; set; }

    public string Language { get; set; } = "fr";

    public string? Size { get; set; } = "1";

    /// <summary>Of those of the party, one a line.</summary>
    public string? Names { get; set; }

    public Guid[] Stops { get; set; } = [];

    /// <summary>They wait when fewer places are left than they ask.</summary>
    public bool Waits { get; set; }

    public string? NeedsAccess { get; set; }

    public string? NeedsDiet { get; set; }

    public string? NeedsLanguage { get; set; }

    public bool NeedsInterpreter { get; set; }

    public Party Read(VisitSession session, TypedSubjects names, Guid? by, FormFaults faults)
    {
        var who = new WhoForm { Name = Name, Address = Address, Organisation = Organisation, Role = Role, Territory = Territory }.Read(null, names, faults);
        var size = faults.Whole(nameof(Size), Size, 1, session.Capacity, isNeeded: true) ?? 1;
        if (session.Stops.Find(s => Stops.Contains(s.Id) && s.About.Capacity < size) is { About: { Capacity: { } most } about })
            faults.Add(nameof(Size), $"l’étape « {about.NameFr} » accueille {most} personnes au plus : décochez-la, ou inscrivez moins de monde", $"the stop “{(about.NameEn.Length > 0 ? about.NameEn : about.NameFr)}” takes {most} people at most: untick it, or register fewer");
        return new(who.Name, who.Address, Language == "en" ? "en" : "fr", who.Organisation, who.Role, who.Territory, size)
        {
            Names = PartyNames.Read(nameof(Names), Names, size, faults), Stops = Stops, By = by, WhenShort = Waits ? WhenShort.WaitTogether : WhenShort.Ask,
            Needs = new(faults.Line(nameof(NeedsAccess), NeedsAccess, 500), faults.Line(nameof(NeedsDiet), NeedsDiet, 500), faults.Line(nameof(NeedsLanguage), NeedsLanguage, 100), NeedsInterpreter),
        };
    }
}

/// <summary>What is typed to change a party.</summary>
public sealed class ChangeForm
{
    public string? Size { get; set; }

    public string? Names { get; set; }

    public Guid[] Stops { get; set; } = [];

    public static ChangeForm Of(Registration registration) => new()
    {
        Size = registration.Size.ToString(CultureInfo.InvariantCulture),
        Names = string.Join('\n', registration.Participants.OrderBy(p => p.Position).Select(p => p.Name)),
        Stops = [.. registration.Stops.Select(s => s.StopId)],
    };

    public PartyChange Read(VisitSession session, FormFaults faults)
    {
        var size = faults.Whole(nameof(Size), Size, 1, session.Capacity, isNeeded: true) ?? 1;
        return new(size, PartyNames.Read(nameof(Names), Names, size, faults), session.Stops.Exists(s => s.About.Capacity is not null) ? Stops : null);
    }
}

internal static class PartyNames
{
    public static IReadOnlyList<string> Read(string field, string? typed, int size, FormFaults faults)
    {
        var names = faults.Words(field, typed, 20_000).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length > size) faults.Add(field, $"écrivez {size} noms au plus : il y en a {names.Length}", $"write {size} names at most: there are {names.Length}");
        else if (names.Any(n => n.Length > 100)) faults.Add(field, "écrivez chaque nom en cent caractères au plus", "write each name in a hundred characters at most");
        return names;
    }
}
