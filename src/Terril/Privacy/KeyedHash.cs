using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;
using Terril.Shared.PersonalData;

namespace Terril.Privacy;

/// <summary>
/// Knows a person again without keeping who they are: HMAC-SHA256 of their address, by a key of this installation.
/// The key is made when the site first starts, and is kept beside the hashes that it made.
/// </summary>
internal sealed class KeyedHash(IServiceScopeFactory scopes, TimeProvider clock) : IKnowPeople
{
    private byte[]? _key;

    /// <summary>64 hexadecimal digits; the same for the same person, whatever the case of their address.</summary>
    public string OfPerson(string address) => Of("person", PersonAddress.Normal(address));

    public Task<IReadOnlyList<string>> Known(string address, CancellationToken stop) => Task.FromResult<IReadOnlyList<string>>([OfPerson(address)]);

    /// <summary>Stands for a list of records: whoever has them can prove that it was these.</summary>
    public string OfRecords(IEnumerable<Guid> records) => Of("records", string.Join(' ', records.Order().Select(id => id.ToString("n"))));

    /// <summary>A token that says which record it is about, for one use alone, and that nobody else can make. 43 characters, 128 bits of seal.</summary>
    public string Seal(string use, Guid record) => Base64Url.EncodeToString([.. record.ToByteArray(bigEndian: true), .. SealOf(use, record)]);

    /// <summary>The record of a token made by <see cref="Seal"/> for the same use; null for any other.</summary>
    public Guid? Open(string use, string token)
    {
        var bytes = new byte[33];
        if (token.Length != 43 || !Base64Url.IsValid(token) || Base64Url.DecodeFromChars(token, bytes) != 32) return null;
        var record = new Guid(bytes.AsSpan(0, 16), bigEndian: true);
        return CryptographicOperations.FixedTimeEquals(bytes.AsSpan(16, 16), SealOf(use, record)) ? record : null;
    }

    /// <summary>Makes the key if there is none yet. Before anything is served, so that no reading ever writes.</summary>
    public async Task Prepare(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TerrilDb>();
        // Made once in the life of a site: afterwards it is only read, and nobody waits for anybody.
        if (await db.Read($"select value from privacy_keys where name = '{PrivacyKey.OfPeople}'", stop) is [var made])
        {
            _key = Convert.FromBase64String(made);
            return;
        }
        await using var transaction = await db.BeginAlone("privacy key", stop);
        var key = await db.PrivacyKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Name == PrivacyKey.OfPeople, stop);
        if (key is null)
        {
            key = new() { Name = PrivacyKey.OfPeople, Value = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), MadeAt = clock.GetUtcNow() };
            db.PrivacyKeys.Add(key);
            await db.SaveChangesAsync(stop);
        }
        await transaction.CommitAsync(stop);
        _key = Convert.FromBase64String(key.Value);
    }

    private byte[] Key => _key ?? throw new InvalidOperationException("The key of keyed hashes was not prepared.");

    private string Of(string use, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes($"terril:{use}:{text}")));

    private byte[] SealOf(string use, Guid record) => HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes($"terril:seal:{use}:{record:n}"))[..16];
}
