using System.CommandLine;
using Terril.Observatory;
using Terril.Observatory.Api;
using Terril.Observatory.Commands;
using Terril.Observatory.Maps;
using Terril.Shared;
using Terril.Shared.Api;
using Terril.Shared.Cache;
using Terril.Shared.Database;
using Terril.Shared.Search;
using Terril.Shared.Web;
using Terril.Shared.Wording;
using Terril.Site;
using Terril.Site.Errors;

// Options alone open the site; a word is a command.
var opens = args is [] or [['-', '-', ..], ..] && args is not ["--help" or "--version", ..];
try
{
    return opens ? await Serve(args) : await Command(args);
}
catch (DatabaseRefusedException refusal)
{
    await Console.Error.WriteLineAsync(refusal.Message);
    return 1;
}

static async Task<int> Serve(string[] args)
{
    // Everything lies beside the program, wherever it is started from.
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    var settings = Settings.From(builder.Configuration);

    builder.WebHost.UseStaticWebAssets().UseUrls(settings.Address).ConfigureKestrel(server => server.AddServerHeader = false);
    builder.Services.AddSingleton(settings).AddSingleton(TimeProvider.System);
    builder.Services.AddDatabase(settings);
    builder.Services.AddSearch();
    builder.Services.AddErrors();
    builder.Services.AddSite();
    builder.Services.AddObservatory();
    builder.Services.AddApi();
    builder.Services.AddSharedPages(settings);
    builder.Services.AddBounds();
    builder.Services.AddResponseCompression(options => options.EnableForHttps = true);
    builder.Services.AddRazorPages().WithRazorPagesAtContentRoot();

    var app = builder.Build();
    app.UseSecurityHeaders();
    app.UseKeptPages();
    app.UseResponseCompression();
    app.UseErrors();
    app.UseLanguages();
    app.UseRouting();
    app.UseCors();
    app.UseBounds();
    app.UsePageKeeping();
    app.MapStaticAssets();
    app.MapRazorPages();
    app.MapMaps();
    app.MapApi().MapObservatoryApi();

    await app.MigrateDatabase();
    await app.PruneIncidents();
    await app.RunAsync();
    return 0;
}

static Task<int> Command(string[] args)
{
    var settings = Settings.From(new ConfigurationBuilder().AddEnvironmentVariables().Build());
    var commands = new RootCommand("Terril") { ObservatoryCommands.Create(), IncidentsCommand.Create(settings), CompileLists.Create() };
    return commands.Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false });
}

public partial class Program;
