using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared.Database;

namespace Terril.Shared.Files;

/// <summary>What came of a file: it is kept, or the sentence says why not and what to do.</summary>
public sealed record FileOutcome
{
    private FileOutcome() { }

    public StoredFile? Kept { get; private init; }

    public Text? Refused { get; private init; }

    [MemberNotNullWhen(true, nameof(Kept))]
    [MemberNotNullWhen(false, nameof(Refused))]
    public bool IsKept => Kept is not null;

    internal static FileOutcome Of(StoredFile kept) => new() { Kept = kept };

    internal static FileOutcome Of(Text refused) => new() { Refused = refused };
}

/// <summary>The one way in for files: size, extension, signature and structure agree, or it does not pass.</summary>
public sealed class FileGate
{
    private readonly TerrilDb _db;
    private readonly IFileStore _store;
    private readonly FilePolicies _policies;
    private readonly Jobs.Jobs _jobs;
    private readonly Incoming _incoming;
    private readonly TimeProvider _clock;

    internal FileGate(TerrilDb db, IFileStore store, FilePolicies policies, Jobs.Jobs jobs, Incoming incoming, TimeProvider clock) =>
        (_db, _store, _policies, _jobs, _incoming, _clock) = (db, store, policies, jobs, incoming, clock);

    /// <summary>Reads a file to its end and keeps it, a picture without what it says of the place and the person.</summary>
    /// <remarks>The row is saved by the caller’s <c>SaveChanges</c>; bytes that no row names are gone after a day.</remarks>
    /// <param name="fileName">As it was sent; nothing of it but its letters and digits is kept.</param>
    /// <param name="subject">The key of what it is about, given back to <see cref="FilePolicy.MayRead"/>.</param>
    public async Task<FileOutcome> Keep(Stream content, string fileName, FilePolicy policy, CancellationToken stop, string? subject = null)
    {
        if (_policies.Find(policy.Name) != policy) throw new InvalidOperationException($"File policy {policy.Name} is not declared.");
        try
        {
            var kind = KindOf(fileName, policy);
            await using var received = await _incoming.Receive(content, policy.MostBytes, stop);
            await using var kept = _incoming.Begin();
            var size = await _incoming.Read(FileFacts.Of(kind).Read, received, kept, stop);
            var file = await Describe(kept, fileName, kind, policy, subject, size, stop);
            await _store.Put(file.Place, kept, stop);
            _db.StoredFiles.Add(file);
            return FileOutcome.Of(file);
        }
        catch (FileRefusedException refused)
        {
            return FileOutcome.Of(refused.Why);
        }
    }

    /// <summary>Takes a file away: its row with the caller’s <c>SaveChanges</c>, its bytes just after.</summary>
    public async Task Remove(Guid id, CancellationToken stop)
    {
        if (await _db.StoredFiles.FindAsync([id], stop) is not { } file) return;
        _db.StoredFiles.Remove(file);
        _jobs.Ask(ForgetFile.Name, file.Place);
    }

    public Task<StoredFile?> Find(Guid id, CancellationToken stop) => _db.StoredFiles.SingleOrDefaultAsync(f => f.Id == id, stop);

    private static FileKind KindOf(string fileName, FilePolicy policy)
    {
        if (FileFacts.WithExtension(Path.GetExtension(fileName)) is { } kind && policy.Kinds.Contains(kind)) return kind;
        var accepted = string.Join(", ", policy.Kinds.SelectMany(k => FileFacts.Of(k).Extensions));
        throw new FileRefusedException(
            $"Ce genre de fichier n’est pas accepté ici. Sont acceptés : {accepted}.",
            $"This kind of file is not accepted here. Accepted: {accepted}.");
    }

    private async Task<StoredFile> Describe(FileStream kept, string fileName, FileKind kind, FilePolicy policy, string? subject, PictureSize? size, CancellationToken stop)
    {
        var extension = FileFacts.Of(kind).Extensions[0];
        kept.Position = 0;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(kept, stop));
        var place = Guid.NewGuid().ToString("n", CultureInfo.InvariantCulture);
        return new()
        {
            Policy = policy.Name,
            Subject = subject,
            Kind = kind,
            Name = FileName.Of(fileName) + extension,
            Place = $"{place[..2]}/{place}{extension}",
            Length = kept.Length,
            Hash = hash,
            Width = size?.Width,
            Height = size?.Height,
            KeptAt = _clock.GetUtcNow(),
        };
    }
}
