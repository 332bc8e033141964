using System.Text.Json;

namespace Terril.Tests.Observatory.Commands;

/// <summary>The commands of the contract, typed in a process of their own.</summary>
public sealed class ObservatoryCommandsTests
{
    [Fact]
    public async Task A_site_is_checked_built_exported_explained_compared_and_verified()
    {
        using var site = new Typed();
        Assert.Equal(0, (await Typed.Run("check", "--site", site.Site)).Code);
        Assert.False(Directory.Exists(site.Out));

        var built = await site.Build();
        Assert.Equal((0, ""), (built.Code, built.Error));
        Assert.Matches("^[0-9a-f]{16} published: [0-9]+ figures, [0-9]+ rows read, 0 warnings, [0-9.]+ s\n$", built.Output);
        var before = built.Output.Split(' ')[0];

        var export = await site.OnRelease("export", "--indicator", "waste", "--level", "commune");
        Assert.Equal(["indicator,breakdown,level,territory,period,value,unit,status,coverage", "waste,,commune,59183,2021,1.5,t,reference,1", "waste,,commune,59350,2021,2.25,t,reference,1"], export.Lines);
        Assert.Equal(["waste,,commune,59350,2021,2.25,t,reference,1"], (await site.OnRelease("export", "--territory", "commune:59350", "--indicator", "waste", "--period", "2021", "--format", "csv")).Lines[1..]);

        var tree = (await site.OnRelease("explain", "--indicator", "waste.per", "--territory", "commune:59183", "--period", "2021")).Output;
        Assert.Contains("data/waste.csv SHA-256 ", tree, StringComparison.Ordinal);
        Assert.Contains("2: 59183,2021,1.5", tree, StringComparison.Ordinal);
        Assert.Contains("official-lists/communes-", tree, StringComparison.Ordinal);

        site.Rows("59183,2021,3", "59350,2021,2.25");
        var after = await site.Built();
        var diff = await site.OnRelease("diff", before, after);
        Assert.Equal("indicator,breakdown,level,territory,period,before,statusBefore,after,statusAfter,cause", diff.Lines[0]);
        Assert.Contains("waste,,commune,59183,2021,1.5,reference,3,reference,revision", diff.Lines);
        Assert.Contains("waste,,commune,59183,2021,1.5,t,reference,1", (await site.OnRelease("export", "--release", before)).Lines);

        var verified = await site.OnRelease("verify");
        Assert.Equal((0, $"{after}: rebuilt identical, byte for byte\n"), (verified.Code, verified.Output));
        site.Rows("59183,2021,4", "59350,2021,2.25");
        var broken = await site.OnRelease("verify");
        Assert.Equal(1, broken.Code);
        Assert.StartsWith("error: data/waste.csv: the file of the site is no longer that of this release", Assert.Single(broken.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Territories_are_listed_with_their_members()
    {
        using var site = new Typed();
        var lines = (await Typed.Run("territories", "--site", site.Site, "--level", "epci")).Lines;
        var before = (await Typed.Run("territories", "--site", site.Site, "--level", "epci", "--vintage", "2019")).Lines;

        Assert.Equal("level,code,name,kind,population,members", lines[0]);
        Assert.Contains(lines, line => line.StartsWith("epci,245900758,", StringComparison.Ordinal) && line.EndsWith(",59212 59268 59293 59400 62338 62491 62502 62736", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("epci,200093201,", StringComparison.Ordinal));
        Assert.Contains(before, line => line.StartsWith("epci,245900410,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Warnings_are_two_and_faults_are_one()
    {
        using var site = new Typed();
        site.Rows("59183,2021,99", "59999,2021,1");
        var warned = await Typed.Run("check", "--site", site.Site);
        Assert.Equal(2, warned.Code);
        Assert.Equal("warning: data/waste.csv:3: “59999” is no code of commune in 2026: 1 values, 1 t [unknown-code]", Assert.Single(warned.Errors));
        await site.Built();

        site.Rows("59183,2021,abc");
        foreach (var refused in new[] { await Typed.Run("check", "--site", site.Site), await site.Build() })
        {
            Assert.Equal(1, refused.Code);
            Assert.StartsWith("error: data/waste.csv:2:3: “abc” is not a number", Assert.Single(refused.Errors), StringComparison.Ordinal);
        }
        Assert.Contains("waste,,commune,59183,2021,99,t,reference,1", (await site.OnRelease("export")).Lines);
    }

    [Fact]
    public async Task A_refusal_is_said_in_French_and_for_programs()
    {
        using var site = new Typed();
        site.Rows("59183,2021,abc");
        var french = await Typed.Run("check", "--site", site.Site, "--lang", "fr");
        Assert.StartsWith("erreur : data/waste.csv:2:3: « abc » n’est pas un nombre", Assert.Single(french.Errors), StringComparison.Ordinal);

        var json = await Typed.Run("build", "--site", site.Site, "--out", site.Out, "--json");
        using var answer = JsonDocument.Parse(json.Output);
        Assert.Equal((1, ""), (json.Code, json.Error));
        var finding = answer.RootElement.GetProperty("findings")[0];
        Assert.Equal(("stop", "not-a-number", "data/waste.csv", 2, 3), (finding.GetProperty("severity").GetString(), finding.GetProperty("rule").GetString(), finding.GetProperty("file").GetString(), finding.GetProperty("line").GetInt32(), finding.GetProperty("column").GetInt32()));
    }

    [Theory]
    [InlineData("export")]
    [InlineData("verify")]
    [InlineData("diff", "a", "b")]
    [InlineData("explain", "--indicator", "waste", "--territory", "commune:59183", "--period", "2021")]
    public async Task A_folder_without_a_release_is_one_line(string command, params string[] rest)
    {
        using var site = new Typed();
        var answer = await site.OnRelease(command, rest);

        Assert.Equal((1, ""), (answer.Code, answer.Output));
        Assert.Contains("this folder keeps no release", Assert.Single(answer.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_asked_for_and_is_not_there_is_one_line()
    {
        using var site = new Typed();
        await site.Built();
        foreach (var typed in new string[][]
        {
            ["export", "--indicator", "dust"], ["export", "--level", "canton"], ["export", "--territory", "commune:75056"], ["export", "--territory", "nowhere"], ["export", "--period", "soon"],
            ["export", "--release", "0123456789abcdef"], ["export", "--format", "xlsx"], ["verify", "0123456789abcdef"], ["diff", "0123456789abcdef", "0123456789abcdef"],
            ["explain", "--indicator", "waste", "--territory", "Lille", "--period", "2021"], ["explain", "--indicator", "waste", "--territory", "commune:59183", "--period", "1999"],
            ["explain", "--indicator", "waste", "--territory", "commune:59183", "--period", "2021", "--breakdown", "type=green"],
        })
        {
            var answer = await site.OnRelease(typed[0], typed[1..]);
            Assert.Equal((1, ""), (answer.Code, answer.Output));
            Assert.StartsWith("error: ", Assert.Single(answer.Errors), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_one_line()
    {
        using var site = new Typed();
        File.WriteAllText(site.Out, "a file, not a folder");

        var answer = await site.Build();
        Assert.Equal(1, answer.Code);
        Assert.Single(answer.Errors);
    }
}
