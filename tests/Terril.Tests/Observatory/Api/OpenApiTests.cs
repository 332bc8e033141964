using System.Text.Encodings.Web;
using System.Text.Json;
using Terril.Tests.Harness;

namespace Terril.Tests.Observatory.Api;

/// <summary>The description of the API is a promise: it changes when somebody accepts the change.</summary>
public sealed class OpenApiTests
{
    private const string Accept = "TERRIL_ACCEPT";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_description_is_the_one_that_was_accepted()
    {
        var house = await House.Shared(Provider.Sqlite);
        var accepted = Checkout.File("tests/Terril.Tests/Observatory/Api/openapi.v1.json");
        var now = JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>((await Description(house)).GetRawText()), Indented) + "\n";

        if (Environment.GetEnvironmentVariable(Accept) == "1") await File.WriteAllTextAsync(accepted, now);

        Assert.True(now == (File.Exists(accepted) ? await File.ReadAllTextAsync(accepted) : ""),
            $"/openapi/v1.json a changé. Si c’est voulu : {Accept}=1 ./dev test OpenApi / has changed. If that is meant: {Accept}=1 ./dev test OpenApi\n{now}");
    }

    [Fact]
    public async Task Every_address_of_the_documentation_is_described_and_the_other_way_round()
    {
        var house = await House.Shared(Provider.Sqlite);
        var described = (await Description(house)).GetProperty("paths").EnumerateObject().Select(p => p.Name);

        Assert.Equal(Terril.Observatory.Api.ApiPage.Addresses.Select(a => $"/api/v1{a.Address.Split('?')[0]}").Order(), described.Order());
    }

    private static async Task<JsonElement> Description(House house) =>
        JsonDocument.Parse(await house.Client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative))).RootElement;
}
