using Terril.Observatory;

namespace Terril.Shared.Web;

/// <summary>A page that anybody may find: in the plan of the site, and in what robots are given. A room declares its own.</summary>
public sealed record PublicPage(string Path, Text Name);

public static class PublicPages
{
    public static IServiceCollection AddPublicPage(this IServiceCollection services, string path, string french, string english) =>
        services.AddSingleton(new PublicPage(path, new(french, english)));
}
