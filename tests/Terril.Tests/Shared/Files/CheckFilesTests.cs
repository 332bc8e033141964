using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terril.Shared.Files;
using Terril.Tests.Harness;

namespace Terril.Tests.Shared.Files;

public sealed class CheckFilesTests
{
    [Theory, OnBothDatabases]
    public async Task The_inventory_names_what_is_missing_or_altered_and_forgets_it_once_put_back(Provider on)
    {
        await using var house = await FilesHouse.Open(on);
        var (whole, altered, missing) = (await house.Kept(Pictures.Png, "a.png"), await house.Kept(Pictures.Png, "b.png"), await house.Kept(Pictures.Png, "c.png"));
        await File.AppendAllTextAsync(house.BytesOf(altered), "x");
        File.Delete(house.BytesOf(missing));

        await Check(house);
        Assert.Equal(new Dictionary<Guid, FileFault?> { [whole.Id] = null, [altered.Id] = FileFault.Altered, [missing.Id] = FileFault.Lost }, await Faults(house));

        foreach (var file in new[] { altered, missing }) await File.WriteAllBytesAsync(house.BytesOf(file), Pictures.Png);
        house.Clock.Advance(TimeSpan.FromDays(1));
        await Check(house);
        Assert.All((await Faults(house)).Values, fault => Assert.Null(fault));
    }

    [Theory, OnBothDatabases]
    public async Task Bytes_that_no_row_names_go_after_a_day(Provider on)
    {
        await using var house = await FilesHouse.Open(on);
        var kept = await house.Kept(Pictures.Png, "a.png");
        var (old, young) = (Path.Combine(house.Folder, "files", "00", "old.png"), Path.Combine(house.Folder, "files", "00", "young.png"));
        Directory.CreateDirectory(Path.GetDirectoryName(old)!);
        foreach (var file in new[] { old, young, house.BytesOf(kept) }) File.WriteAllBytes(file, Pictures.Png);
        foreach (var file in new[] { old, house.BytesOf(kept) }) File.SetLastWriteTimeUtc(file, house.Clock.Now.UtcDateTime.AddHours(-25));
        File.SetLastWriteTimeUtc(young, house.Clock.Now.UtcDateTime.AddHours(-1));

        await Check(house);

        Assert.Equal((false, true, true), (File.Exists(old), File.Exists(young), File.Exists(house.BytesOf(kept))));
    }

    internal static Task Check(House house) => house.InScope(services => services.GetRequiredService<CheckFiles>().Run(null, CancellationToken.None));

    private static Task<Dictionary<Guid, FileFault?>> Faults(House house) => house.InDatabase(db => db.StoredFiles.ToDictionaryAsync(f => f.Id, f => f.Fault));
}
