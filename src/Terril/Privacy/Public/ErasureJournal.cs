using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Terril.Privacy.Consent;
using Terril.Privacy.Retention;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;

namespace Terril.Privacy.Public;

/// <summary>
/// What people had erased, and the consents that they withdrew: written beside a backup, it makes a restored copy forget them again.
/// One line of JSON a record: its kind, its number, the date. Nothing about the person.
/// </summary>
public sealed class ErasureJournal
{
    /// <summary>Stands, in the place of a kind of data, for a consent that was withdrawn.</summary>
    internal const string Withdrawn = "consent.withdrawn";

    private readonly TerrilDb _db;
    private readonly IReadOnlyList<IHoldPersonalData> _holders;
    private readonly EraseRecords _erase;
    private readonly WithdrawConsent _withdraw;
    private readonly KeyedHash _hash;

    internal ErasureJournal(TerrilDb db, IEnumerable<IHoldPersonalData> holders, EraseRecords erase, WithdrawConsent withdraw, KeyedHash hash) =>
        (_db, _holders, _erase, _withdraw, _hash) = (db, [.. holders], erase, withdraw, hash);

    /// <summary>Writes all of it.</summary>
    public Task Write(Stream to, CancellationToken stop) => Write(_db, to, stop);

    /// <summary>The same where no service is: a command that takes a copy.</summary>
    public static async Task Write(TerrilDb db, Stream to, CancellationToken stop)
    {
        await foreach (var erased in db.ErasedRecords.AsNoTracking().OrderBy(e => e.Id).AsAsyncEnumerable().WithCancellation(stop))
        {
            await JsonSerializer.SerializeAsync(to, new Line(erased.Holding, erased.Record, erased.At), JsonSerializerOptions.Web, stop);
            to.WriteByte((byte)'\n');
        }
    }

    /// <summary>Adds the lines of a journal written later than this copy, if there is one, then erases again all that this copy should not hold.</summary>
    /// <returns>How many records went.</returns>
    public async Task<int> Replay(Stream? from, CancellationToken stop)
    {
        await using var transaction = await _db.BeginAlone("privacy retention", stop);
        if (from is not null) await Learn(from, stop);
        var total = 0;
        foreach (var erased in (await _db.ErasedRecords.AsNoTracking().ToListAsync(stop)).ToLookup(e => e.Holding, e => e.Record, StringComparer.Ordinal))
            foreach (var records in erased.Chunk(500)) total += await Again(erased.Key, records, stop);
        await transaction.CommitAsync(stop);
        return total;
    }

    private async Task<int> Again(string holding, Guid[] records, CancellationToken stop)
    {
        if (holding == Withdrawn) return await _withdraw.Again(records, stop);
        return _holders.FirstOrDefault(h => h.Holding.Key == holding) is { } holder
            ? await _erase.Run(holder, records, EraseCause.Replay, _hash.OfRecords(records), stop)
            : 0;
    }

    private async Task Learn(Stream from, CancellationToken stop)
    {
        var known = (await _db.ErasedRecords.Select(e => new { e.Holding, e.Record }).ToListAsync(stop)).Select(e => (e.Holding, e.Record)).ToHashSet();
        using var lines = new StreamReader(from);
        while (await lines.ReadLineAsync(stop) is { } text)
        {
            if (text.Length == 0 || JsonSerializer.Deserialize<Line>(text, JsonSerializerOptions.Web) is not { } line || !known.Add((line.Holding, line.Record))) continue;
            _db.ErasedRecords.Add(new() { Holding = line.Holding, Record = line.Record, At = line.At });
        }
        await _db.SaveChangesAsync(stop);
    }

    private sealed record Line(string Holding, Guid Record, DateTimeOffset At);
}
