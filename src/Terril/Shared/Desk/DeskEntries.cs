namespace Terril.Shared.Desk;

/// <summary>What the pages of the back office have in common: menu, tables, what waits.</summary>
public static class DeskEntries
{
    public const string Root = "/gestion";

    /// <summary>Puts a part of the back office in the menu, after those already there.</summary>
    public static IServiceCollection AddDeskEntry(this IServiceCollection services, DeskEntry entry) => services.AddSingleton(entry);

    /// <summary>Shows what waits in a room on the home of the back office.</summary>
    public static IServiceCollection AddWait<TWait>(this IServiceCollection services) where TWait : class, IWait => services.AddScoped<IWait, TWait>();
}
