namespace Terril.Shared.Search;

/// <summary>The one search box: rooms write what it finds, pages and API ask it.</summary>
public static class SearchModule
{
    public static void AddSearch(this IServiceCollection services) => services.AddScoped<SearchIndex>();
}
