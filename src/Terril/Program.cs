using System.CommandLine;
using Terril.Accounts;
using Terril.Accounts.Commands;
using Terril.Actions;
using Terril.Actions.Import;
using Terril.Agenda;
using Terril.Agenda.Import;
using Terril.Collectives;
using Terril.Collectives.Import;
using Terril.Desk;
using Terril.Observatory;
using Terril.Observatory.Api;
using Terril.Observatory.Commands;
using Terril.Observatory.Maps;
using Terril.Post;
using Terril.Privacy;
using Terril.Running;
using Terril.Running.Copies;
using Terril.Running.Doctor;
using Terril.Shared;
using Terril.Shared.Access;
using Terril.Shared.Api;
using Terril.Shared.Audit;
using Terril.Shared.Cache;
using Terril.Shared.Database;
using Terril.Shared.Fetching;
using Terril.Shared.Files;
using Terril.Shared.Jobs;
using Terril.Shared.Mail;
using Terril.Shared.Proposing;
using Terril.Shared.Search;
using Terril.Shared.Web;
using Terril.Shared.Wording;
using Terril.Site;
using Terril.Site.Errors;
using Terril.Visits;
using Terril.Visits.Import;
using Terril.Visits.Public;

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
catch (FaultyInputException refusal)
{
    foreach (var finding in refusal.Findings) await Console.Error.WriteLineAsync($"{finding.Message.Fr} / {finding.Message.En}");
    return 1;
}

static async Task<int> Serve(string[] args)
{
    // Everything lies beside the program, wherever it is started from.
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    var settings = Settings.From(builder.Configuration);

    builder.WebHost.UseStaticWebAssets().UseUrls(settings.Address);
    builder.Services.AddSingleton(settings).AddSingleton(TimeProvider.System);
    builder.Services.AddDatabase(settings);
    builder.Services.AddAccess();
    builder.Services.AddAccounts();
    builder.Services.AddAudit();
    builder.Services.AddJobs().AddMail(settings);
    builder.Services.AddFiles(settings);
    builder.Services.AddScoped<ProposalContacts>();
    builder.Services.AddSearch();
    builder.Services.AddFetching();
    builder.Services.AddErrors();
    builder.Services.AddPrivacy();
    builder.Services.AddSite();
    builder.Services.AddDesk();
    builder.Services.AddPost();
    builder.Services.AddVisits();
    builder.Services.AddCollectives();
    builder.Services.AddActions();
    builder.Services.AddAgenda();
    builder.AddRunning(settings);
    builder.Services.AddObservatory();
    builder.Services.AddApi();
    builder.Services.AddSharedPages(settings);
    builder.AddWeb(settings);
    builder.Services.AddResponseCompression(options => options.EnableForHttps = true);
    builder.Services.AddRazorPages().WithRazorPagesAtContentRoot();

    var app = builder.Build();
    app.UseForwardedHeaders();
    app.UseSecurityHeaders();
    app.UseKeptPages();
    app.UseResponseCompression();
    app.UseErrors();
    app.UseLanguages();
    app.UseRouting();
    app.UseRunning();
    app.UseCors();
    app.UseAccess();
    app.UseBounds();
    app.UseForms();
    app.UsePageKeeping();
    app.MapStaticAssets().WithMetadata(new OpenAttribute());
    app.MapRazorPages();
    app.MapSite();
    app.MapSecurityText();
    app.MapFiles();
    app.MapRunning();
    app.MapMaps();
    var api = app.MapApi();
    api.MapObservatoryApi();
    api.MapVisitsApi();
    api.MapCollectivesApi();
    api.MapActionsApi();
    api.MapAgendaApi();
    app.MapPublicVisits();
    app.MapActions();
    app.MapAgenda();

    await app.TakePlace();
    await app.MigrateDatabase();
    await app.PreparePrivacy();
    await app.FinishRestoration();
    await app.WelcomeNewcomer();
    try
    {
        await app.RunAsync();
    }
    catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
    {
        // Stopped before it was open.
    }
    return 0;
}

static Task<int> Command(string[] args)
{
    var settings = Settings.From(new ConfigurationBuilder().AddEnvironmentVariables().Build());
    var commands = new RootCommand("Terril")
    {
        ObservatoryCommands.Create(), UserCommand.Create(settings), MailCommand.Create(settings), IncidentsCommand.Create(settings),
        VisitsCommand.Create(settings), CollectivesCommand.Create(settings), ActionsCommand.Create(settings), AgendaCommand.Create(settings),
        CopyCommands.Backup(settings), CopyCommands.Restore(settings), DoctorCommand.Create(settings), CompileLists.Create(),
    };
    return commands.Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false });
}

public partial class Program;
