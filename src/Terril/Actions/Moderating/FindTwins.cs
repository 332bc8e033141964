using Microsoft.EntityFrameworkCore;
using Terril.Actions.Census;
using Terril.Actions.Public;
using Terril.Shared.Database;
using Terril.Shared.Search;

namespace Terril.Actions.Moderating;

/// <summary>A sheet that may tell of the same action.</summary>
public sealed record Twin(Guid Id, string Slug, Terril.Observatory.Text Title, bool IsPublished);

/// <summary>
/// Finds the sheets that may tell of the same action: half of the words of their titles are the same, and so is the place or who leads
/// it; or nearly all of the words are.
/// </summary>
public sealed class FindTwins(TerrilDb db, KnownActions known)
{
    private const double Alike = 0.5;
    private const double NearlyTheSame = 0.85;
    private const int Most = 5;

    // They tell nothing of what is done.
    private static readonly HashSet<string> s_empty = ["a", "au", "aux", "avec", "d", "dans", "de", "des", "du", "en", "et", "exemple", "l", "la", "le", "les", "pour", "sur", "un", "une"];

    /// <summary>Among those that everybody reads.</summary>
    public async Task<IReadOnlyList<Twin>> Published(ActionSheet of, CancellationToken stop)
    {
        var words = WordsOf(of.TitleFr);
        var (places, lead) = (SpacedKeys.List(of.Territories), SearchText.Normalise(of.LeadName));
        return
        [
            .. (await known.Now(stop)).All.Where(a => a.Id != of.Id)
                .Select(a => (Action: a, Alike: Likeness(words, WordsOf(a.Title.Fr))))
                .Where(a => IsTwin(a.Alike, a.Action.Territories.Intersect(places, StringComparer.Ordinal).Any(), IsLead(of.LeadId, lead, a.Action.Lead, a.Action.LeadName)))
                .OrderByDescending(a => a.Alike).Take(Most).Select(a => new Twin(a.Action.Id, a.Action.Slug, a.Action.Title, true)),
        ];
    }

    /// <summary>Among those, and those that wait.</summary>
    public async Task<IReadOnlyList<Twin>> All(ActionSheet of, CancellationToken stop)
    {
        var words = WordsOf(of.TitleFr);
        var (places, lead) = (SpacedKeys.List(of.Territories), SearchText.Normalise(of.LeadName));
        var waiting = await db.ActionSheets.AsNoTracking().Where(s => s.State == ActionState.ToModerate && s.Id != of.Id).ToListAsync(stop);
        var twins = waiting.Where(s => IsTwin(Likeness(words, WordsOf(s.TitleFr)), SpacedKeys.List(s.Territories).Intersect(places, StringComparer.Ordinal).Any(), IsLead(of.LeadId, lead, s.LeadId, s.LeadName)));
        return [.. await Published(of, stop), .. twins.Take(Most).Select(s => new Twin(s.Id, s.Slug, s.Title, false))];
    }

    private static bool IsTwin(double alike, bool isThere, bool isLead) => alike >= NearlyTheSame || alike >= Alike && (isThere || isLead);

    private static bool IsLead(Guid? id, string name, Guid? other, string otherName) => id is not null && id == other || name.Length > 0 && name == SearchText.Normalise(otherName);

    private static HashSet<string> WordsOf(string title) => [.. SearchText.Words(title).Where(w => !s_empty.Contains(w))];

    // How much of the words of both are the words of either (Jaccard).
    private static double Likeness(HashSet<string> one, HashSet<string> other)
    {
        if (one.Count == 0 || other.Count == 0) return 0;
        var common = one.Count(other.Contains);
        return (double)common / (one.Count + other.Count - common);
    }
}
