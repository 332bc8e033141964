using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Terril.Shared.Ui;

/// <summary>A step of the way from the home page; the last one is the page itself and has no address.</summary>
public sealed record Crumb(string Name, string? Address = null);

/// <summary>What a page tells the frame round it.</summary>
public static class Page
{
    /// <summary>Names the page: its title, the sentence that search engines show, the way to it.</summary>
    public static void Describe(this ViewDataDictionary data, string title, string description, params Crumb[] crumbs) =>
        (data["Title"], data["Description"], data["Crumbs"]) = (title, description, crumbs);

    /// <summary>Adds an island, a script and its styles that the page can do without: what it adds is not there when it is not run.</summary>
    public static void Island(this ViewDataDictionary data, string name) => data["Island"] = $"/islands/{name}";

    /// <summary>Address of the island of the page, without what tells the script (<c>.js</c>) from the styles (<c>.css</c>).</summary>
    public static string? Island(this ViewDataDictionary data) => data["Island"] as string;

    /// <summary>Adds a style sheet that few pages need: <c>door</c>.</summary>
    public static void Styles(this ViewDataDictionary data, string name) => data["Styles"] = $"/css/{name}.css";

    /// <summary>Address of the style sheet that the page has besides those of all.</summary>
    public static string? Styles(this ViewDataDictionary data) => data["Styles"] as string;

    /// <summary>The page is one of the back office: its masthead and the first of its crumbs are others.</summary>
    public static void Desk(this ViewDataDictionary data) => data["IsDesk"] = true;

    public static bool IsDesk(this ViewDataDictionary data) => data["IsDesk"] is true;

    public static string Masthead(this ViewDataDictionary data) => data.IsDesk() ? "/Shared/Desk/_Masthead.cshtml" : "/Shared/Ui/_Masthead.cshtml";

    public static string Title(this ViewDataDictionary data) => data["Title"] as string ?? "";

    public static string Description(this ViewDataDictionary data) => data["Description"] as string ?? "";

    public static IReadOnlyList<Crumb> Crumbs(this ViewDataDictionary data) => data["Crumbs"] as Crumb[] ?? [];
}
