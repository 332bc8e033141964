using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Terril.Tests.Accounts.Passkeys;

/// <summary>A device that makes one passkey and signs with it, without a browser: it may lie about where it is, which a browser would not.</summary>
internal sealed class Device : IDisposable
{
    private const byte Present = 0x01, Verified = 0x04, WithKey = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(16);
    private string _user = "";
    private uint _count;

    /// <summary>Whether it asked for a finger or a code.</summary>
    public bool IsVerified { get; set; } = true;

    /// <summary>Answers what a site asks of a device to register.</summary>
    public string Register(string asked, string origin)
    {
        var options = JsonNode.Parse(asked)!;
        _user = (string)options["user"]!["id"]!;
        var host = (string)options["rp"]!["id"]!;
        var attested = (byte[])[.. new byte[16], 0, (byte)_id.Length, .. _id, .. PublicKey()];
        var data = Authenticator(host, WithKey, attested);
        // CBOR: { "fmt": "none", "attStmt": {}, "authData": … }
        byte[] attestation = [0xa3, .. Name("fmt"), .. Name("none"), .. Name("attStmt"), 0xa0, .. Name("authData"), .. Bytes(data)];
        return Answer(new()
        {
            ["clientDataJSON"] = Text(Client("webauthn.create", options, origin)),
            ["attestationObject"] = Text(attestation),
            ["transports"] = new JsonArray("internal"),
        });
    }

    /// <summary>Answers what a site asks of a device to sign in.</summary>
    public string Sign(string asked, string origin)
    {
        var options = JsonNode.Parse(asked)!;
        var data = Authenticator((string)options["rpId"]!, 0, []);
        var client = Client("webauthn.get", options, origin);
        var signature = _key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Answer(new()
        {
            ["clientDataJSON"] = Text(client), ["authenticatorData"] = Text(data), ["signature"] = Text(signature), ["userHandle"] = _user,
        });
    }

    public void Dispose() => _key.Dispose();

    private string Answer(JsonObject response) => new JsonObject
    {
        ["id"] = Text(_id), ["rawId"] = Text(_id), ["type"] = "public-key", ["response"] = response,
        ["authenticatorAttachment"] = "platform", ["clientExtensionResults"] = new JsonObject(),
    }.ToJsonString();

    private byte[] Authenticator(string host, byte flags, byte[] more)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, ++_count);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(host)), (byte)(flags | Present | (IsVerified ? Verified : 0)), .. count, .. more];
    }

    private static byte[] Client(string type, JsonNode options, string origin) =>
        JsonSerializer.SerializeToUtf8Bytes(new { type, challenge = (string)options["challenge"]!, origin, crossOrigin = false });

    // COSE: { 1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y }
    private byte[] PublicKey()
    {
        var point = _key.ExportParameters(false).Q;
        return [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, .. Bytes(point.X!), 0x22, .. Bytes(point.Y!)];
    }

    private static byte[] Name(string name) => [(byte)(0x60 | name.Length), .. Encoding.ASCII.GetBytes(name)];

    private static byte[] Bytes(byte[] bytes) => [0x58, (byte)bytes.Length, .. bytes];

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
