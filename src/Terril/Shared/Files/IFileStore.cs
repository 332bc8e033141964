namespace Terril.Shared.Files;

/// <summary>Where bytes are kept: a folder of this machine, or a store that several machines share.</summary>
internal interface IFileStore
{
    /// <summary>For those who run the site: which store, no secret.</summary>
    string Said { get; }

    /// <summary>Keeps a file for good: once answered, a power cut does not lose it, and nobody ever sees half of it.</summary>
    Task Put(string place, FileStream content, CancellationToken stop);

    /// <summary>The bytes, which can be read from anywhere; null when they are not there.</summary>
    Task<Stream?> Open(string place, CancellationToken stop);

    /// <summary>What is no longer there is no fault.</summary>
    Task Delete(string place, CancellationToken stop);

    IAsyncEnumerable<KeptBytes> List(CancellationToken stop);
}

internal sealed record KeptBytes(string Place, DateTimeOffset At);
