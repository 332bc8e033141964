using System.Buffers.Text;

namespace Terril.Visits.Day;

/// <summary>A party as the door shows it.</summary>
/// <param name="Note">Where its forms are sent.</param>
public sealed record PartyView(PartyAtDoor Party, Guid? Place, string Note, string Undo, string Certificate)
{
    /// <summary>Whose badge was read, if one was.</summary>
    public Guid? Read { get; init; }

    /// <summary>It is alone on its page: its badge was read.</summary>
    public bool IsScanned { get; init; }
}

/// <summary>A key as the square of a badge bears it: 22 characters, so that the square stays large enough to be read from afar.</summary>
public static class DoorCode
{
    public const string Path = "/gestion/visites/p";

    public static string Of(Guid key) => Base64Url.EncodeToString(key.ToByteArray(bigEndian: true));

    public static Guid? Read(string code)
    {
        var bytes = new byte[17];
        return code.Length == 22 && Base64Url.IsValid(code) && Base64Url.DecodeFromChars(code, bytes) == 16 ? new Guid(bytes.AsSpan(0, 16), bigEndian: true) : null;
    }
}
