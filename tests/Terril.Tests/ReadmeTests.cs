using System.Diagnostics;
using System.Text.RegularExpressions;
using Terril.Tests.Harness;

namespace Terril.Tests;

/// <summary>What the documents tell a reader to type and to open is there.</summary>
public sealed partial class ReadmeTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("ARCHITECTURE.md")]
    [InlineData("CONTRIBUTING.md")]
    public async Task Every_verb_is_on_the_menu_and_every_document_exists(string document)
    {
        var text = await File.ReadAllTextAsync(Checkout.File(document));
        var menu = await Menu();

        Assert.All(Verb().Matches(text), verb => Assert.Contains(verb.Value, menu, StringComparison.Ordinal));
        Assert.All(Link().Matches(text), link => Assert.True(File.Exists(Checkout.File(link.Groups["path"].Value)), link.Value));
    }

    [Theory]
    [InlineData("", "prépare tout ce qu’il faut")]
    [InlineData("C.UTF-8", "prépare tout ce qu’il faut")]
    [InlineData("en_GB.UTF-8", "prepares all that is needed")]
    public async Task The_menu_speaks_French_unless_the_reader_speaks_English(string language, string words) =>
        Assert.Contains(words, await Menu(language), StringComparison.Ordinal);

    private static async Task<string> Menu(string language = "")
    {
        var start = new ProcessStartInfo(Checkout.File("dev"))
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            Environment = { ["LANG"] = language, ["LC_ALL"] = "", ["LC_MESSAGES"] = "" },
        };
        using var menu = Process.Start(start)!;
        return await menu.StandardOutput.ReadToEndAsync();
    }

    [GeneratedRegex(@"\./dev [a-z]+", RegexOptions.None, 1000)]
    private static partial Regex Verb();

    [GeneratedRegex(@"\]\((?<path>[^)#:]+\.md|LICENSE)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
