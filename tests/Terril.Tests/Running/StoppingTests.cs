using System.Net.Sockets;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Terril.Tests.Harness;

namespace Terril.Tests.Running;

/// <summary>A real process told to stop while it works.</summary>
public sealed class StoppingTests
{
    [Theory, OnBothDatabases]
    public async Task A_demand_that_was_begun_is_answered_before_the_site_ends_and_no_other_is_taken(Provider on)
    {
        using var place = await Place.New(on);
        using var site = await OpenSite.Open(place);
        using var line = new TcpClient(site.Address.Host, site.Address.Port);
        var stream = line.GetStream();
        var form = "q=lens";
        // Half of a form: the site has begun to read it, and waits for the rest.
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /connexion HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {form.Length}\r\n\r\n{form[..3]}"));
        await Task.Delay(500);

        site.AskToStop();
        for (var waited = 0; !site.Log.Contains("is shutting down", StringComparison.Ordinal) && waited < 100; waited++) await Task.Delay(100);
        await Assert.ThrowsAnyAsync<SocketException>(async () =>
        {
            // It closes its door within a moment.
            for (var tries = 0; tries < 50; tries++)
            {
                using var late = new TcpClient();
                await late.ConnectAsync(site.Address.Host, site.Address.Port);
                await Task.Delay(100);
            }
        });
        await stream.WriteAsync(Encoding.ASCII.GetBytes(form[3..]));
        var answer = await new StreamReader(stream).ReadToEndAsync();

        Assert.StartsWith("HTTP/1.1 ", answer, StringComparison.Ordinal);
        Assert.Equal(0, await site.Ended());
    }

    [Theory, OnBothDatabases]
    public async Task Jobs_it_held_are_given_back(Provider on)
    {
        using var place = await Place.New(on);
        await using var db = place.Db();
        using (var site = await OpenSite.Open(place))
        {
            for (var waited = 0; !await db.Jobs.AnyAsync() && waited < 300; waited++) await Task.Delay(100);
            site.AskToStop();
            Assert.Equal(0, await site.Ended());
        }
        Assert.DoesNotContain(db.Jobs, job => job.Lease is not null);
        Assert.NotEmpty(db.Jobs);
    }
}
