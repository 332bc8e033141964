namespace Terril.Shared.Mail;

/// <summary>Mail of this kind of cause holds a link that opens a door: staff see what became of it, and never what it says.</summary>
public sealed record SecretMail(string CauseKind);
