namespace Terril.Post;

/// <summary>What a trial mail says.</summary>
/// <param name="AskedBy">Name of the member of staff.</param>
/// <param name="Ledger">Address of the ledger.</param>
public sealed record Trial(string AskedBy, string Ledger);
