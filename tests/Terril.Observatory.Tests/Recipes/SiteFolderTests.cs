namespace Terril.Observatory.Tests.Recipes;

/// <summary>What lies in the folder of a site, and what must not be reached from it.</summary>
public class SiteFolderTests
{
    private const string Csv = "code,year,value\n59183,2021,1\n";

    [Fact]
    public void A_folder_without_a_site_is_refused()
    {
        using var site = new TinySite();
        File.Delete(site.PathOf("site.yaml"));

        Assert.Contains("there is no site.yaml in this folder", site.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_refused()
    {
        using var site = new TinySite();
        var finding = Assert.Single(site.Publish.Run(site.Folder + "-none", DateTimeOffset.UnixEpoch).Findings);

        Assert.Equal("no-site", finding.Rule);
    }

    [Theory]
    [InlineData("../secret.csv")]
    [InlineData("data/../../secret.csv")]
    [InlineData("..\\\\secret.csv")]
    [InlineData("/etc/passwd")]
    [InlineData("data/../..")]
    [InlineData(".")]
    public void A_path_that_leaves_the_folder_is_refused(string path)
    {
        using var site = new TinySite().Waste(Csv);
        File.WriteAllText(Path.Combine(site.Folder, "..", "secret.csv"), Csv);
        site.Write("sources/waste.yaml", File.ReadAllText(site.PathOf("sources/waste.yaml")).Replace("data/waste.csv", $"\"{path}\"", StringComparison.Ordinal));

        Assert.StartsWith("sources/waste.yaml:4:", site.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_that_leaves_the_folder_is_refused_whether_file_or_folder()
    {
        using var outside = new TinySite().Waste(Csv);
        using var file = new TinySite().Waste(Csv);
        File.Delete(file.PathOf("data/waste.csv"));
        File.CreateSymbolicLink(file.PathOf("data/waste.csv"), outside.PathOf("data/waste.csv"));
        using var folder = new TinySite().Waste(Csv);
        Directory.Delete(folder.PathOf("data"), recursive: true);
        Directory.CreateSymbolicLink(folder.PathOf("data"), outside.PathOf("data"));

        foreach (var site in new[] { file, folder }) Assert.Contains("“data/waste.csv” leaves the site folder; put a copy of the file inside", site.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_recipe_that_is_a_link_to_outside_is_refused()
    {
        using var outside = new TinySite().Waste(Csv);
        using var site = new TinySite();
        Directory.CreateDirectory(site.PathOf("indicators"));
        File.CreateSymbolicLink(site.PathOf("indicators/waste.yaml"), outside.PathOf("indicators/waste.yaml"));

        Assert.StartsWith("indicators/waste.yaml: ", site.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_within_the_folder_and_a_folder_reached_by_a_link_are_well()
    {
        using var site = new TinySite().Waste(Csv);
        File.Move(site.PathOf("data/waste.csv"), site.PathOf("data/real.csv"));
        File.CreateSymbolicLink(site.PathOf("data/waste.csv"), site.PathOf("data/real.csv"));
        var link = site.Folder + "-link";
        Directory.CreateSymbolicLink(link, site.Folder);

        Assert.False(site.Publish.Run(link, DateTimeOffset.UnixEpoch).Stopped);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        using var site = new TinySite().Waste(Csv);
        File.Delete(site.PathOf("data/waste.csv"));

        Assert.StartsWith("sources/waste.yaml:4:9: file “data/waste.csv” does not exist", site.Refused(), StringComparison.Ordinal);
    }
}
