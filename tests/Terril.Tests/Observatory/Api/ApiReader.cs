using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Terril.Observatory.Public;
using Terril.Observatory.Releases;
using Terril.Tests.Harness;

namespace Terril.Tests.Observatory.Api;

/// <summary>What the API answered.</summary>
internal sealed record ApiAnswer(HttpResponseMessage Http, string Text)
{
    public HttpStatusCode Status => Http.StatusCode;

    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public JsonElement Data => Json.GetProperty("data");

    public string? Next => Json.GetProperty("next").GetString();

    public string? Header(string name) => Http.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    /// <summary>The sentence of a refusal, which must be one.</summary>
    public string Refused(HttpStatusCode status)
    {
        Assert.Equal(status, Status);
        Assert.Equal("application/problem+json", Http.Content.Headers.ContentType?.MediaType);
        Assert.Equal((int)status, Json.GetProperty("status").GetInt32());
        Assert.Equal($"/api#{(int)status}", Json.GetProperty("type").GetString());
        return Json.GetProperty("detail").GetString()!;
    }
}

/// <summary>Asks the API as a re-user does.</summary>
internal static class ApiReader
{
    /// <summary>Asks an address under <c>/api/v1</c>, or a whole one.</summary>
    public static async Task<ApiAnswer> Ask(this House house, string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address.StartsWith("/api", StringComparison.Ordinal) ? address : $"/api/v1{address}", UriKind.Relative));
        foreach (var (name, value) in headers) Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        var answer = await house.Client.SendAsync(request);
        return new(answer, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Asks, and is answered.</summary>
    public static async Task<ApiAnswer> Read(this House house, string address)
    {
        var answer = await house.Ask(address);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer;
    }

    /// <summary>Publishes an observatory that has nothing but its territories and their population.</summary>
    public static void Publish(this House house, string site)
    {
        var folder = Place.NewFolder();
        File.WriteAllText(Path.Combine(folder, "site.yaml"), site);
        TwoReleases.Publish(house, folder, Sample.PublishedAt, null);
    }

    public static Releases Releases(this House house) => house.Services.GetRequiredService<Releases>();

    public static Release InForce(this House house) => house.Releases().At(null)!;
}

/// <summary>A house where the sample was published twice: as it was known at the end of 2023, then whole.</summary>
internal static class TwoReleases
{
    private static readonly Lazy<Task<House>> Only = new(Open);

    public const string Earlier = "2024-12-01";

    public static Task<House> House() => Only.Value;

    public static void Publish(House house, DateTimeOffset at, DateOnly? asOf) => Publish(house, Checkout.File("samples/hauts-de-france"), at, asOf);

    public static void Publish(House house, string site, DateTimeOffset at, DateOnly? asOf)
    {
        var outcome = new Publish(house.Releases().Store).Run(site, at, asOf);
        Assert.False(outcome.Stopped, string.Join('\n', outcome.Findings));
    }

    private static async Task<House> Open()
    {
        var house = await Harness.House.Open(Provider.Sqlite);
        Publish(house, new(2024, 12, 1, 8, 0, 0, TimeSpan.Zero), new DateOnly(2023, 12, 31));
        Publish(house, Sample.PublishedAt, null);
        return house;
    }
}
