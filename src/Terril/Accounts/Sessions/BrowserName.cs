using Terril.Shared.Wording;

namespace Terril.Accounts.Sessions;

/// <summary>What a browser says of itself, as people say it: good enough to tell one’s telephone from one’s computer.</summary>
internal static class BrowserName
{
    // The first that is found: each of these names itself after those it once imitated.
    private static readonly (string Mark, string Name)[] s_browsers = [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    private static readonly (string Mark, string Name)[] s_systems = [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("Linux", "Linux")];

    public static string Of(string agent, Words words)
    {
        var (browser, system) = (Find(agent, s_browsers), Find(agent, s_systems));
        return (browser, system) switch
        {
            (null, null) => words["Navigateur inconnu", "Unknown browser"],
            (null, _) => system,
            (_, null) => browser,
            _ => words[$"{browser} sur {system}", $"{browser} on {system}"],
        };
    }

    private static string? Find(string agent, (string Mark, string Name)[] among) =>
        Array.Find(among, one => agent.Contains(one.Mark, StringComparison.Ordinal)).Name;
}
