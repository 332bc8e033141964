namespace Terril.Shared.Search;

/// <summary>Puts what a room says in the search box, in the place of what it said before. Nothing to do when it is already there.</summary>
public interface IWriteEntries
{
    Task Run(CancellationToken stop);
}

/// <summary>The one search box: rooms write what it finds, pages and API ask it.</summary>
public static class SearchModule
{
    public static void AddSearch(this IServiceCollection services) => services.AddScoped<SearchIndex>();

    public static IServiceCollection AddEntries<TWrites>(this IServiceCollection services) where TWrites : class, IWriteEntries => services.AddScoped<IWriteEntries, TWrites>();
}
