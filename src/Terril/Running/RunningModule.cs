using Terril.Running.Copies;
using Terril.Running.Health;
using Terril.Running.Inventory;
using Terril.Running.Logs;
using Terril.Running.Telemetry;
using Terril.Shared;
using Terril.Shared.Access;
using Terril.Shared.Desk;
using Terril.Shared.Mail;

namespace Terril.Running;

/// <summary>What keeps the site running: its health, its log, its measures, its copies, and the files that are read again each night.</summary>
public static class RunningModule
{
    public static void AddRunning(this WebApplicationBuilder builder, Settings settings)
    {
        builder.Logging.AddLogs(settings);
        builder.Services.AddHealth();
        builder.Services.AddTelemetry(settings);
        // What is asked for when it is told to stop is answered.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(30));
        builder.Services.AddStaff();
    }

    public static void UseRunning(this WebApplication app) => app.UseTelemetry();

    public static void MapRunning(this WebApplication app) => app.MapHealth();

    private static void AddStaff(this IServiceCollection services) => services
        .AddScoped<FinishRestoration>()
        .AddScoped<MailBacklog>()
        .AddPermission(new(RunningPermissions.SeeFiles, new("Voir les fichiers gardés et leur état", "See the files kept and their state"), Role.Administrator))
        .AddDeskEntry(new(DeskEntries.Root + "/fichiers", new("Fichiers", "Files"), RunningPermissions.SeeFiles))
        .AddWait<DamagedFiles>();

    /// <summary>Before the database is opened: nobody puts a copy back meanwhile, and one that was half put back is finished.</summary>
    public static async Task TakePlace(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<Settings>();
        var shared = SiteLock.Shared(settings);
        app.Lifetime.ApplicationStopped.Register(shared.Dispose);
        await Unfinished.Settle(settings, CancellationToken.None);
    }

    /// <summary>Before anything is served.</summary>
    public static async Task FinishRestoration(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<FinishRestoration>().Run(CancellationToken.None);
    }
}
