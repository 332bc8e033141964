using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Terril.Shared;
using Terril.Shared.Database;

namespace Terril.Site.Errors;

/// <summary><c>terril incidents</c>: what broke in the last thirty days, latest first.</summary>
public static class IncidentsCommand
{
    public static Command Create(Settings settings)
    {
        var command = new Command("incidents", "Ce qui s’est cassé ces trente derniers jours, le plus récent d’abord / What broke in the last thirty days, latest first");
        command.SetAction((parsed, stop) => List(settings, parsed.InvocationConfiguration.Output, stop));
        return command;
    }

    private static async Task<int> List(Settings settings, TextWriter output, CancellationToken stop)
    {
        await using var db = new TerrilDb(TerrilDb.Options(settings));
        await Migrations.Run(db, TimeProvider.System, stop);
        await foreach (var incident in db.Incidents.AsNoTracking().OrderByDescending(i => i.At).AsAsyncEnumerable().WithCancellation(stop))
        {
            await output.WriteLineAsync(string.Join('\t',
                incident.Reference, incident.At.ToString("u", CultureInfo.InvariantCulture), incident.Route, incident.StackHash, incident.Message.ReplaceLineEndings(" ")));
        }
        return 0;
    }
}
