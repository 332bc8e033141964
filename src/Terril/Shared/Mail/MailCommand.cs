using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;

namespace Terril.Shared.Mail;

/// <summary><c>terril mail</c>: sends, counts, holds.</summary>
public static class MailCommand
{
    public static Command Create(Settings settings)
    {
        var until = new Option<bool>("--until-empty") { Description = "S’arrête quand tout est parti / Ends when all has left" };
        var send = new Command("send", "Envoie ce qui est à envoyer, comme le fait le site / Sends what is to be sent, as the site does") { until };
        send.SetAction((parsed, stop) => Run(settings, parsed, services => Send(services, parsed.GetValue(until), stop), stop));

        var status = new Command("status", "Compte les courriels par état / Counts mail by state");
        status.SetAction((parsed, stop) => Run(settings, parsed, services => Status(services, parsed.InvocationConfiguration.Output, stop), stop));

        var why = new Argument<string>("reason") { Description = "Pourquoi, pour ceux qui décideront / Why, for those who will decide" };
        var hold = new Command("hold", "Retient tous les courriels / Holds all mail") { why };
        hold.SetAction((parsed, stop) => Run(settings, parsed, services => services.GetRequiredService<MailHold>().Begin(parsed.GetRequiredValue(why), stop), stop));

        var release = new Command("release", "Laisse de nouveau partir les courriels / Lets mail leave again");
        release.SetAction((parsed, stop) => Run(settings, parsed, services => services.GetRequiredService<MailHold>().End(stop), stop));

        return new Command("mail", "Le registre des courriels / The ledger of mail") { send, status, hold, release };
    }

    private static async Task<int> Run(Settings settings, ParseResult parsed, Func<IServiceProvider, Task> work, CancellationToken stop)
    {
        var services = new ServiceCollection();
        services.AddLogging(log => log.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning)).AddSingleton(settings).AddSingleton(TimeProvider.System).AddSending(settings);
        services.AddDatabase(settings);
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        await Migrations.Run(scope.ServiceProvider.GetRequiredService<TerrilDb>(), TimeProvider.System, stop);
        await work(scope.ServiceProvider);
        if (await scope.ServiceProvider.GetRequiredService<MailHold>().Now(stop) is { } held) await parsed.InvocationConfiguration.Error.WriteLineAsync($"{held.Reason.Fr} / {held.Reason.En}");
        return 0;
    }

    private static async Task Send(IServiceProvider services, bool untilEmpty, CancellationToken stop)
    {
        var (send, ledger) = (services.GetRequiredService<SendMail>(), services.GetRequiredService<MailLedger>());
        while (!stop.IsCancellationRequested)
        {
            await send.Run(stop);
            if (untilEmpty && await ledger.IsEmpty(stop)) return;
            await Task.Delay(TimeSpan.FromSeconds(0.2), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task Status(IServiceProvider services, TextWriter output, CancellationToken stop)
    {
        var counts = await services.GetRequiredService<MailRegister>().Count(stop);
        foreach (var c in counts)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{c.Cause}\ttotal {c.Total}\tsent {c.Sent}\tqueued {c.Queued}\tdeferred {c.Deferred}\tlate {c.Late}\trejected {c.Rejected}\tdead {c.Dead}\twithdrawn {c.Withdrawn}\tlost {c.Lost}"));
        }
        var twice = await services.GetRequiredService<MailRegister>().All.CountAsync(m => m.PerhapsTwice, stop);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"perhaps twice {twice}"));
    }
}
