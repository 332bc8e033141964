using Terril.Collectives.Organisations;
using Terril.Observatory.Public;
using Terril.Shared.Search;

namespace Terril.Collectives.Public;

/// <summary>What an address asks of the organisations: the page, its links and the open data say it alike. What reads as nothing finds nothing.</summary>
public sealed record OrganisationsAsked
{
    public const string QueryName = "q", KindName = "kind", ThemeName = "theme", TerritoryName = "territory", CollectiveName = "collective", PageName = "page";

    public string? Words { get; init; }

    public string? Kind { get; init; }

    public string? Theme { get; init; }

    /// <summary><c>level:code</c>; what contains it and what is inside of it are found too.</summary>
    public string? Territory { get; init; }

    /// <summary>Slug of one that it is a member of, today.</summary>
    public string? Collective { get; init; }

    public bool IsFiltered => (Words ?? Kind ?? Theme ?? Territory ?? Collective) is not null;

    public static OrganisationsAsked Of(IQueryCollection query)
    {
        string? Said(string name) => query[name].FirstOrDefault()?.Trim() is { Length: > 0 and <= 100 } said ? said : null;
        return new() { Words = Said(QueryName), Kind = Said(KindName), Theme = Said(ThemeName), Territory = Said(TerritoryName), Collective = Said(CollectiveName) };
    }

    public (string Name, string? Value)[] Query(int page = 1) =>
        [(QueryName, Words), (KindName, Kind), (ThemeName, Theme), (TerritoryName, Territory), (CollectiveName, Collective), (PageName, page > 1 ? $"{page}" : null)];

    /// <summary>Those that are asked for, by name.</summary>
    public IReadOnlyList<OrganisationBrief> Among(CollectivesSaid said, SubjectNames names, DateOnly today)
    {
        var isThere = Territory is null ? null : names.About(Territory);
        var members = Collective is null ? null : said.Collectives.FirstOrDefault(c => c.Slug == Collective)?.Members.Where(m => m.IsMemberOn(today)).Select(m => m.Organisation.Id).ToHashSet() ?? [];
        var words = SearchText.Words(Words);
        return
        [
            .. said.Organisations.Where(o =>
                (Kind is null || Enum.TryParse<OrganisationKind>(Kind, out var kind) && o.Kind == kind)
                && (Theme is null || o.Themes.Contains(Theme, StringComparer.Ordinal))
                && (isThere is null || o.Territory.Length > 0 && isThere([o.Territory]))
                && (members is null || members.Contains(o.Id))
                && (words.Count == 0 || SearchText.Normalise($"{o.Name} {o.Acronym}") is var name && words.All(w => name.Contains(w, StringComparison.Ordinal)))),
        ];
    }
}
