namespace Terril.Shared.Web;

/// <summary>What protects every page: who is believed, what a browser may do, what may be posted, how much and how often.</summary>
public static class WebModule
{
    /// <summary>The most that a request may hold, where nothing else is said (<c>[RequestSizeLimit]</c>).</summary>
    private const int LargestBody = 1 << 20;

    public static void AddWeb(this WebApplicationBuilder builder, Settings settings)
    {
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = LargestBody;
        });
        builder.Services.AddSingleton(new SiteAddress(settings)).AddSingleton(Publisher.From(builder.Configuration));
        builder.Services.AddProxies(settings);
        builder.Services.AddForms();
        builder.Services.AddBounds();
    }
}
