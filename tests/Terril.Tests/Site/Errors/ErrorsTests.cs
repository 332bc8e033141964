using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Terril.Tests.Harness;

namespace Terril.Tests.Site.Errors;

public sealed class ErrorsTests
{
    [Theory]
    [OnBothDatabases("/api/broken")]
    [OnBothDatabases("/en/api/broken")]
    public async Task A_fault_behind_the_API_is_a_problem_with_a_reference_that_the_database_knows(Provider on, string address)
    {
        await using var house = await Broken(on);

        var answer = await house.Client.GetAsync(new Uri(address, UriKind.Relative));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var reference = problem.GetProperty("reference").GetString();
        Assert.Matches("^[0-9A-Z]{4}-[0-9A-Z]{4}$", reference);
        Assert.True(await house.InDatabase(db => db.Incidents.AnyAsync(i => i.Reference == reference && i.At == house.Clock.Now)));
        Assert.DoesNotContain("broken pipe", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_fault_behind_a_page_is_a_page_with_the_same_reference(Provider on)
    {
        await using var house = await Broken(on);

        var page = await house.Page("/broken");

        Assert.Equal(HttpStatusCode.InternalServerError, page.StatusCode);
        var incident = Assert.Single(await house.InDatabase(db => db.Incidents.ToListAsync()));
        Assert.Contains(incident.Reference, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("broken pipe", page.Source.Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_fault_of_the_database_itself_still_gives_a_page_and_a_reference(Provider on)
    {
        await using var house = await Broken(on);
        await house.InDatabase(db => db.Database.ExecuteSqlAsync($"drop table incidents"));

        var page = await house.Page("/broken");

        Assert.Equal(HttpStatusCode.InternalServerError, page.StatusCode);
        Assert.Matches("[0-9A-Z]{4}-[0-9A-Z]{4}", page.Body!.TextContent);
    }

    [Theory, OnBothDatabases]
    public async Task An_unknown_address_of_the_API_is_a_problem(Provider on)
    {
        var house = await House.Shared(on);
        var answer = await house.Client.GetAsync(new Uri("/api/v1/nowhere", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    private static Task<House> Broken(Provider on) =>
        House.Open(on, services => services.AddLogging(log => log.ClearProviders()).AddSingleton<IStartupFilter, BrokenAddresses>());

    /// <summary>Addresses behind everything else, that always fail.</summary>
    private sealed class BrokenAddresses : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            app.Run(context => context.Request.Path.Value!.EndsWith("/broken", StringComparison.Ordinal)
                ? throw new InvalidOperationException("broken pipe of jeanne@example.org")
                : Task.CompletedTask);
        };
    }
}
