using Terril.Observatory.Releases;

namespace Terril.Observatory.Tests.Releases;

/// <summary>A cube is memory: what is damaged is refused before it is read.</summary>
public class CubeTests
{
    [Fact]
    public void No_broken_byte_of_its_directory_brings_the_program_down()
    {
        using var site = new TinySite().Waste("code,year,value\n59183,2021,1.5\n59350,2021,2\n").Published();
        var path = Path.Combine(site.Store.Folder, "releases", site.Release.Id, "cube.bin");
        var bytes = File.ReadAllBytes(path);
        var directory = (int)BitConverter.ToInt64(bytes, 16);
        var broken = path + ".broken";
        var random = new Random(1);
        for (var n = 0; n < 120; n++)
        {
            var copy = bytes.ToArray();
            var at = n < 24 ? n : random.Next(directory, bytes.Length);
            copy[at] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(broken, copy);
            try
            {
                using var cube = new Cube(broken);
                foreach (var block in cube.Series.SelectMany(s => s.Blocks).Where(b => b.Periods.Count > 0 && b.Territories > 0))
                    foreach (var period in new[] { 0, block.Periods.Count - 1 })
                        _ = (cube.Cell(block, period, 0), cube.Cell(block, period, block.Territories - 1));
            }
            catch (FaultyInputException e)
            {
                Assert.Equal("broken-release", e.Findings[0].Rule);
            }
        }
    }
}
