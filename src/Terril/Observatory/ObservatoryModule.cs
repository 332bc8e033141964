using Terril.Observatory.Api;
using Terril.Observatory.Catalogue;
using Terril.Observatory.Maps;
using Terril.Observatory.Public;
using Terril.Observatory.Sheets;
using Terril.Shared.Cache;

namespace Terril.Observatory;

/// <summary>The observatory: sheets of territories, indicators, figures and where each comes from.</summary>
public static class ObservatoryModule
{
    public static IServiceCollection AddObservatory(this IServiceCollection services) => services
        .AddSingleton<Public.Releases>()
        .AddSingleton<NowPublished>(services => { var releases = services.GetRequiredService<Public.Releases>(); return () => ValueTask.FromResult(releases.Now); })
        .AddScoped<KeyFigures>()
        .AddScoped<EpciMap>()
        .AddSingleton<CommuneMaps>()
        .AddScoped<CommuneMap>()
        .AddScoped<Outlines>()
        .AddScoped<News>()
        .AddScoped<SubjectNames>()
        .AddScoped<TypedSubjects>()
        .AddScoped<WriteSearchEntries>()
        .AddScoped<Plates>()
        .AddScoped<Ranking>()
        .AddScoped<Missing>()
        .AddScoped<ReleaseRead>()
        .AddSingleton<Differences>()
        .AddHostedService<KeepSearchCurrent>();
}
