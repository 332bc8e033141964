using Terril.Observatory;

namespace Terril.Shared.Files;

/// <summary>A file that was let in. Its bytes, kind and name stay what they were: another version is another file.</summary>
public sealed class StoredFile
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Name of the policy that let it in, which says who reads it.</summary>
    public string Policy { get; init; } = "";

    /// <summary>What the room says it is about: the key of one of its things.</summary>
    public string? Subject { get; init; }

    public FileKind Kind { get; init; }

    /// <summary>Made from the one it came under: letters, digits, hyphens, and the extension of its kind.</summary>
    public string Name { get; init; } = "";

    /// <summary>Where its bytes lie in the store; nothing of the name it came under.</summary>
    public string Place { get; init; } = "";

    public long Length { get; init; }

    /// <summary>SHA-256 of the bytes, in hexadecimal.</summary>
    public string Hash { get; init; } = "";

    /// <summary>In pixels, as it is seen. Null for what is no picture.</summary>
    public int? Width { get; init; }

    public int? Height { get; init; }

    /// <summary>What a picture shows, for those who do not see it.</summary>
    public string? AlternativeFr { get; private set; }

    public string? AlternativeEn { get; private set; }

    public DateTimeOffset KeptAt { get; init; }

    /// <summary>When the inventory last read it.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>What the inventory found; null when the bytes are those that were kept.</summary>
    public FileFault? Fault { get; init; }

    /// <summary>Its address on this site.</summary>
    public string Path => $"/fichiers/{Id}/{Name}";

    public void Describe(Text alternative) => (AlternativeFr, AlternativeEn) = (alternative.Fr, alternative.En);
}

public enum FileFault
{
    /// <summary>Its bytes are not there.</summary>
    Lost,

    /// <summary>Its bytes are others.</summary>
    Altered,
}
