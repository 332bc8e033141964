using Terril.Shared.Access;

namespace Terril.Shared.Files;

/// <summary>What a room accepts, and whom it shows it to. Declared by <see cref="FilesModule.AddFilePolicy"/>.</summary>
/// <param name="Name">The room and the thing: <c>library.cover</c>. It is in the database: it stays for life.</param>
/// <param name="MostBytes">The longest file.</param>
public sealed record FilePolicy(string Name, long MostBytes, params IReadOnlyList<FileKind> Kinds)
{
    /// <summary>Whether this person may read this file; asked at each reading. Without it, nobody may.</summary>
    public Func<FileAsked, CancellationToken, Task<bool>> MayRead { get; init; } = (_, _) => Task.FromResult(false);

    /// <summary>Whether what <see cref="MayRead"/> allows is for everybody: caches between the site and its readers may then keep it.</summary>
    public bool IsPublic { get; init; }
}

/// <summary>Somebody asks for a file.</summary>
/// <param name="Subject">What the room said that it is about, when it was kept.</param>
/// <param name="Services">Those of the request.</param>
public sealed record FileAsked(Guid File, string? Subject, CurrentPerson Who, IServiceProvider Services);

/// <summary>The policies of all rooms.</summary>
internal sealed class FilePolicies
{
    private readonly Dictionary<string, FilePolicy> _byName = new(StringComparer.Ordinal);

    public FilePolicies(IEnumerable<FilePolicy> all)
    {
        foreach (var policy in all)
            if (!_byName.TryAdd(policy.Name, policy)) throw new InvalidOperationException($"File policy {policy.Name} is declared twice.");
    }

    /// <summary>Null for one that no room declares any more: its files are nobody’s.</summary>
    public FilePolicy? Find(string name) => _byName.GetValueOrDefault(name);
}
