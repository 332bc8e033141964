using Terril.Observatory;
using Terril.Shared.PersonalData;
using Terril.Visits.Sessions;

namespace Terril.Visits.Registering;

/// <summary>What is typed in the form of registration, and what is wrong with it.</summary>
public sealed class RegistrationForm
{
    private const int Long = 500;

    public string? Name { get; set; }

    public string? Address { get; set; }

    public string? Organisation { get; set; }

    public VisitorRole? Role { get; set; }

    public string? Territory { get; set; }

    /// <summary>As it was typed.</summary>
    public string? Size { get; set; }

    public WhenShort WhenShort { get; set; }

    /// <summary>One a line.</summary>
    public string? Names { get; set; }

    /// <summary>Of each stop with a capacity of its own, <c>yes</c> or <c>no</c>.</summary>
    public Dictionary<Guid, string?> Stops { get; set; } = [];

    public string? Access { get; set; }

    public string? Diet { get; set; }

    public string? Speaks { get; set; }

    public bool Interpreter { get; set; }

    public bool SharesCars { get; set; }

    /// <summary>A field that nobody sees: what fills it fills everything.</summary>
    public string? Website { get; set; }

    /// <summary>When the form was opened, sealed.</summary>
    public string? Opened { get; set; }

    /// <summary>Zero when it is no number.</summary>
    public int People => int.TryParse(Size?.Trim(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var people) ? people : 0;

    public IReadOnlyList<string> Named => NamesIn(Names);

    public static IReadOnlyList<string> NamesIn(string? lines) =>
        [.. (lines ?? "").ReplaceLineEndings("\n").Split('\n').Select(n => n.Trim()).Where(n => n.Length > 0)];

    /// <summary>Field by field; the sentence follows « Erreur : ».</summary>
    public IEnumerable<(string Field, Text What)> Faults(VisitSession session)
    {
        if (!IsLine(Name, 100) || string.IsNullOrWhiteSpace(Name)) yield return ("name", new("écrivez votre prénom et votre nom, en cent caractères au plus", "write your first and last name, in a hundred characters at most"));
        if (!PersonAddress.IsOne(Address)) yield return ("address", new("écrivez une adresse complète, comme nom@exemple.fr", "write a complete address, like name@example.org"));
        if (!IsLine(Organisation, 200)) yield return ("organisation", new("écrivez en deux cents caractères au plus, sur une ligne", "write two hundred characters at most, on one line"));
        if (Role is null || !Enum.IsDefined(Role.Value)) yield return ("role", new("dites à quel titre vous venez", "say what you come as"));
        if (!IsLine(Territory, 100)) yield return ("territory", new("écrivez une commune ou une intercommunalité, en cent caractères au plus", "write a commune or an inter-municipal body, in a hundred characters at most"));
        var most = Math.Min(session.LargestParty, session.Capacity);
        if (People < 1) yield return ("size", new("écrivez un nombre, vous compris : 1 si vous venez seul", "write a number, yourself included: 1 if you come alone"));
        else if (People > most) yield return ("size", new($"demandez {most} places au plus ; pour un groupe plus grand, écrivez-nous", $"ask for {most} places at most; for a larger group, write to us"));
        if (FaultOfNames(Named, People) is { } names) yield return ("names", names);
        foreach (var stop in session.Stops.Where(s => s.About.Capacity is not null))
        {
            if (Stops.GetValueOrDefault(stop.Id) is not ("yes" or "no")) yield return ($"stop-{stop.Position}", new("répondez oui ou non", "answer yes or no"));
            else if (Stops[stop.Id] == "yes" && People > stop.About.Capacity) yield return ($"stop-{stop.Position}", new($"cette étape accueille {stop.About.Capacity} personnes au plus : répondez non, ou venez à moins", $"this stop takes {stop.About.Capacity} people at most: answer no, or come with fewer"));
        }
        foreach (var (field, said) in new[] { ("access", Access), ("diet", Diet), ("speaks", Speaks) })
            if (said is { Length: > Long }) yield return (field, new($"écrivez en {Long} caractères au plus", $"write {Long} characters at most"));
        if (!string.IsNullOrEmpty(Website)) yield return ("website", new("laissez ce champ vide : il sert à reconnaître les robots", "leave this field empty: it tells robots apart"));
    }

    /// <summary>What is wrong with a list of names.</summary>
    public static Text? FaultOfNames(IReadOnlyList<string> names, int people)
    {
        if (names.Any(n => n.Length > 100 || n.Any(char.IsControl))) return new("écrivez un nom par ligne, en cent caractères au plus", "write one name a line, in a hundred characters at most");
        return people > 0 && names.Count > people ? new($"il y a {names.Count} noms pour {people} places : retirez-en, ou demandez plus de places", $"there are {names.Count} names for {people} places: remove some, or ask for more places") : null;
    }

    /// <summary>What was typed, once nothing is wrong with it.</summary>
    public Party Read(VisitSession session, string language, string page) => new(Name!.Trim(), Address!.Trim(), language, Organisation?.Trim() ?? "", Role!.Value, Territory?.Trim() is { Length: > 0 } from ? from : null, People)
    {
        WhenShort = WhenShort, Names = Named, WantsToShareCars = SharesCars, Page = page,
        Stops = [.. session.Stops.Where(s => s.About.Capacity is not null && Stops.GetValueOrDefault(s.Id) == "yes").Select(s => s.Id)],
        Needs = new(Access?.Trim() ?? "", Diet?.Trim() ?? "", Speaks?.Trim() ?? "", Interpreter),
    };

    private static bool IsLine(string? said, int longest) => said is null || (said.Length <= longest && !said.Any(char.IsControl));
}
