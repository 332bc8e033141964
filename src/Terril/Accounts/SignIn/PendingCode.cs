namespace Terril.Accounts.SignIn;

/// <summary>Somebody who has given their first proof and owes the code of their authenticator.</summary>
/// <param name="Stamp">Theirs when they gave it: a password changed since makes them begin again.</param>
public sealed record PendingCode(Guid Person, string Stamp, Sessions.SignInProof Proof, string? ReturnTo)
{
    public const string Cookie = "__Host-terril-code";

    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
}
