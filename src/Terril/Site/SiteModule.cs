using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.WebEncoders;
using Terril.Shared.Ui;
using Terril.Shared.Wording;

namespace Terril.Site;

/// <summary>The frame of every page, home, search, and what the site says of itself.</summary>
public static class SiteModule
{
    public static IServiceCollection AddSite(this IServiceCollection services) => services
        .AddLanguages()
        .AddScoped<Links>()
        .AddSingleton<Weight>()
        // Accents are written as they are: a page of French weighs a third less.
        .Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
}
