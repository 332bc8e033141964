namespace Terril.Shared.Mail;

internal enum HandedAs
{
    Sent,

    /// <summary>Not now: it is tried again.</summary>
    Later,

    /// <summary>Never: the address or the mail is refused.</summary>
    Refused,

    /// <summary>All of it went, and no answer came back: it is tried again, and may arrive twice.</summary>
    Unknown,
}

/// <param name="RelaySaid">What was said, for those who read the ledger.</param>
internal readonly record struct Handed(HandedAs As, string RelaySaid);

/// <summary>What takes mail away, one at a time, and is kept between two.</summary>
internal interface ICarrier : IAsyncDisposable
{
    /// <summary>Whatever happens is an answer: it throws nothing.</summary>
    /// <param name="stop">The lease of the mail is about to end.</param>
    Task<Handed> Hand(OutgoingMail mail, CancellationToken stop);
}
