using Terril.Observatory;
using Terril.Shared.Jobs;
using Terril.Shared.Mail;

namespace Terril.Post;

/// <summary>What becomes of mail and jobs, in words.</summary>
internal static class States
{
    public static Text Name(MailState state) => state switch
    {
        MailState.Queued => new("en file", "queued"),
        MailState.Claimed => new("en cours de remise", "being handed over"),
        MailState.Deferred => new("différé", "deferred"),
        MailState.Late => new("trop tard, à décider", "too late, to be decided"),
        MailState.Sent => new("remis", "delivered"),
        MailState.Rejected => new("rejeté", "rejected"),
        MailState.Dead => new("abandonné", "given up"),
        _ => new("retiré", "withdrawn"),
    };

    public static string Tone(MailState state) => state switch
    {
        MailState.Sent => "ok",
        MailState.Deferred or MailState.Late => "warn",
        MailState.Rejected or MailState.Dead => "bad",
        MailState.Withdrawn => "",
        _ => "info",
    };

    public static Text Waits(MailState state) => state switch
    {
        MailState.Dead => new("courriel(s) abandonné(s) après plusieurs essais.", "e-mail(s) given up after several attempts."),
        MailState.Rejected => new("courriel(s) rejeté(s) : l’adresse est à corriger.", "e-mail(s) rejected: the address is to be corrected."),
        _ => new("courriel(s) que leur heure a dépassés : à envoyer, ou à retirer.", "e-mail(s) past their time: to be sent, or withdrawn."),
    };

    public static Text Name(Job job, bool isKnown) => job switch
    {
        _ when !isKnown => new("d’une autre version", "of another version"),
        { State: JobState.Running } => new("en cours", "running"),
        { State: JobState.Done } => new("faite", "done"),
        { State: JobState.Failed } => new("échec", "failed"),
        { Reason: not null } => new("échec, nouvel essai prévu", "failed, to be tried again"),
        _ => new("en attente", "waiting"),
    };

    public static string Tone(Job job, bool isKnown) => job switch
    {
        _ when !isKnown => "warn",
        { State: JobState.Done } => "ok",
        { State: JobState.Failed } => "bad",
        { State: JobState.Waiting, Reason: not null } => "warn",
        _ => "info",
    };
}
