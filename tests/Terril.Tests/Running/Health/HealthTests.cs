using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terril.Shared.Mail;
using Terril.Tests.Harness;

namespace Terril.Tests.Running.Health;

public sealed class HealthTests
{
    [Theory, OnBothDatabases]
    public async Task A_site_that_can_serve_says_so_to_anybody_in_states_alone(Provider on)
    {
        await using var house = await House.Open(on);

        Assert.Equal((HttpStatusCode.OK, """{"status":"ok","checks":{}}"""), await Ask(house, "/health/live"));
        Assert.Equal((HttpStatusCode.OK, """{"status":"ok","checks":{"open":"ok","database":"ok","data":"ok","mail":"ok"}}"""), await Ask(house, "/health/ready"));
    }

    [Theory, OnBothDatabases]
    public async Task A_database_of_another_version_or_away_is_not_ready_and_the_process_still_lives(Provider on)
    {
        await using var house = await House.Open(on);

        await house.InDatabase(db => db.Database.ExecuteSqlRawAsync("update schema_versions set version = 9999 where version = 1"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "failed"), await State(house, "database"));
        await house.InDatabase(db => db.Database.ExecuteSqlRawAsync("drop table schema_versions"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "failed"), await State(house, "database"));
        Assert.Equal(HttpStatusCode.OK, (await Ask(house, "/health/live")).Status);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_not_ready()
    {
        await using var house = await House.Open(Provider.PostgreSql);
        Directory.Move(house.Folder, $"{house.Folder}-away");
        try
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "failed"), await State(house, "data"));
        }
        finally
        {
            Directory.Move($"{house.Folder}-away", house.Folder);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Mail_that_waits_longer_than_it_should_is_said_and_closes_nothing(Provider on)
    {
        await using var house = await House.Open(on);
        await house.InDatabase(async db =>
        {
            db.OutgoingMails.Add(new()
            {
                CauseKind = "trial", CauseId = "1", Template = "t", ToAddress = "jeanne@example.org", Language = "fr", WrittenAt = house.Clock.Now, PlannedAt = house.Clock.Now,
                NotAfter = house.Clock.Now.AddDays(1), DueAt = house.Clock.Now.AddMinutes(1),
            });
            return await db.SaveChangesAsync();
        });
        Assert.Equal((HttpStatusCode.OK, "ok"), await State(house, "mail"));

        house.Clock.Advance(TimeSpan.FromMinutes(17));
        Assert.Equal((HttpStatusCode.OK, "late"), await State(house, "mail"));

        await house.InScope(services => services.GetRequiredService<MailHold>().Begin("trial", CancellationToken.None));
        Assert.Equal((HttpStatusCode.OK, "ok"), await State(house, "mail"));
    }

    private static async Task<(HttpStatusCode Status, string Said)> Ask(House house, string path)
    {
        using var answer = await house.Client.GetAsync(new Uri(path, UriKind.Relative));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<(HttpStatusCode Status, string? State)> State(House house, string check)
    {
        var (status, said) = await Ask(house, "/health/ready");
        using var read = JsonDocument.Parse(said);
        return (status, read.RootElement.GetProperty("checks").GetProperty(check).GetString());
    }
}
