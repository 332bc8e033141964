using Terril.Observatory.Territories;

namespace Terril.Observatory.Tests.Territories;

public sealed class OfficialListsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("terril-lists-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_vintages_are_2019_and_2021_to_2026() => Assert.Equal([2019, 2021, 2022, 2023, 2024, 2025, 2026], Lists.Official.Vintages);

    [Fact]
    public void The_same_packages_give_the_same_bytes()
    {
        OfficialLists.Compile(Lists.Packages, _folder);
        var again = Path.Combine(_folder, "again");
        OfficialLists.Compile(Lists.Packages, again);

        Assert.Equal(
            ["communes-2021.json.gz", "communes-2022.json.gz", "communes-2024.json.gz", "communes-2026.json.gz", "lists.bin"],
            Directory.GetFiles(again).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (var file in Directory.GetFiles(again))
        {
            Assert.True(File.ReadAllBytes(file).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(_folder, Path.GetFileName(file)))), file);
        }

        Assert.Equal(OfficialLists.Open(again).Fingerprint, Lists.Official.Fingerprint);
        Assert.Matches("^[0-9a-f]{64}$", Lists.Official.Fingerprint);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(41)]
    [InlineData(100_000)]
    [InlineData(-1)]
    public void One_altered_byte_is_refused(int position)
    {
        var path = CopyOfLists();
        var bytes = File.ReadAllBytes(path);
        bytes[position < 0 ? bytes.Length + position : position] ^= 1;
        File.WriteAllBytes(path, bytes);

        Refused();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(41)]
    [InlineData(200_000)]
    public void A_truncated_file_is_refused(int length)
    {
        var path = CopyOfLists();
        using (var file = File.OpenWrite(path)) file.SetLength(length);

        Refused();
    }

    [Fact]
    public void A_missing_file_is_refused()
    {
        Refused();
        CopyOfLists();
        File.Delete(Path.Combine(_folder, "communes-2024.json.gz"));
        Assert.Contains("communes-2024.json.gz", Refused().Findings[0].In("fr"), StringComparison.Ordinal);
    }

    [Fact]
    public void Packages_that_are_not_installed_are_named_with_the_command_that_installs_them()
    {
        var refusal = Assert.Throws<FaultyInputException>(() => OfficialLists.Compile(_folder, Path.Combine(_folder, "out")));

        Assert.Contains("decoupage-2019", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("npm ci", refusal.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "out")));
    }

    [Fact]
    public void A_package_that_is_cut_short_is_refused_with_its_name_and_line()
    {
        foreach (var package in Directory.GetDirectories(Lists.Packages, "decoupage-*"))
        {
            Directory.CreateSymbolicLink(Path.Combine(_folder, Path.GetFileName(package)), package);
        }

        Directory.Delete(Path.Combine(_folder, "decoupage-2026"));
        var data = Directory.CreateDirectory(Path.Combine(_folder, "decoupage-2026", "data")).FullName;
        File.WriteAllText(Path.Combine(data, "communes.json"), """
            [
            {"code":"59350","nom":"Lille","type":"commune-actuelle"},
            {"code":"59
            """);

        var refusal = Assert.Throws<FaultyInputException>(() => OfficialLists.Compile(_folder, Path.Combine(_folder, "out")));

        Assert.Equal("decoupage-2026/data/communes.json", refusal.Findings[0].Place?.File);
        Assert.Contains("ligne 3", refusal.Findings[0].In("fr"), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "out", "lists.bin")));
    }

    [Fact]
    public void A_vintage_that_is_not_at_hand_is_refused_with_those_that_are()
    {
        var refusal = Assert.Throws<FaultyInputException>(() => Lists.Official.At(2020));

        Assert.Contains("2019, 2021, 2022, 2023, 2024, 2025, 2026", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Four_lists_carry_checked_populations()
    {
        Assert.Equal([(2021, 2019), (2022, 2020), (2024, 2022), (2026, 2023)], Lists.Official.Populations.Select(p => (p.Vintage, p.ReferenceYear)));
        Assert.All(Lists.Official.Populations, p => Assert.True(File.Exists(p.Path)));
    }

    [Fact]
    public void A_geography_is_read_once() => Assert.Same(Lists.Official.At(2024), Lists.Official.At(2024));

    private FaultyInputException Refused()
    {
        var refusal = Assert.Throws<FaultyInputException>(() => OfficialLists.Open(_folder));
        Assert.Equal("official-lists", refusal.Findings[0].Rule);
        return refusal;
    }

    private string CopyOfLists()
    {
        Assert.NotNull(Lists.Official);
        foreach (var file in Directory.GetFiles(Lists.Folder)) File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)), overwrite: true);
        return Path.Combine(_folder, "lists.bin");
    }
}
