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

    public static string Title(this ViewDataDictionary data) => data["Title"] as string ?? "";

    public static string Description(this ViewDataDictionary data) => data["Description"] as string ?? "";

    public static IReadOnlyList<Crumb> Crumbs(this ViewDataDictionary data) => data["Crumbs"] as Crumb[] ?? [];
}
