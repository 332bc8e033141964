namespace Terril.Shared.Mail;

/// <summary>Mail of this kind of cause is seen by those of the staff who have this permission; mail of a kind that no room declares, by all who read the ledger.</summary>
public sealed record MailReader(string CauseKind, string Permission);
