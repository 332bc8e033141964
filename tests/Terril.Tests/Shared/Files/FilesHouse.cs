using Microsoft.Extensions.DependencyInjection;
using Terril.Shared.Access;
using Terril.Shared.Files;
using Terril.Tests.Harness;

namespace Terril.Tests.Shared.Files;

/// <summary>A house with a room that accepts every kind: one policy for everybody, one for editors, by the subject of a file.</summary>
internal static class FilesHouse
{
    public static FilePolicy ForAll { get; } = new("trial.public", 2_000_000, Enum.GetValues<FileKind>()) { MayRead = (_, _) => Task.FromResult(true), IsPublic = true };

    public static FilePolicy ForEditors { get; } = new("trial.private", 2_000_000, FileKind.Pdf, FileKind.Png)
    {
        MayRead = (asked, _) => Task.FromResult(asked.Subject == "ours" && asked.Who.Roles.Contains(Role.Editor)),
    };

    public static Task<House> Open(Provider on, Action<IServiceCollection>? more = null) => House.Open(on, services =>
    {
        services.AddFilePolicy(ForAll).AddFilePolicy(ForEditors);
        more?.Invoke(services);
    });

    public static Task<FileOutcome> Send(this House house, byte[] content, string name, FilePolicy? policy = null, string? subject = null) => house.InScope(async services =>
    {
        var outcome = await services.GetRequiredService<FileGate>().Keep(new MemoryStream(content), name, policy ?? ForAll, CancellationToken.None, subject);
        await services.GetRequiredService<Terril.Shared.Database.TerrilDb>().SaveChangesAsync();
        return outcome;
    });

    public static async Task<StoredFile> Kept(this House house, byte[] content, string name, FilePolicy? policy = null, string? subject = null)
    {
        var outcome = await house.Send(content, name, policy, subject);
        return outcome.IsKept ? outcome.Kept : throw new InvalidOperationException(outcome.Refused.Value.En);
    }

    /// <summary>Where the bytes of a file lie on the disk.</summary>
    public static string BytesOf(this House house, StoredFile file) => Path.Combine(house.Folder, "files", file.Place);
}
