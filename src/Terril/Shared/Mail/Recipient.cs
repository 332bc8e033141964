using System.Text.RegularExpressions;
using Terril.Observatory;
using Terril.Shared.PersonalData;

namespace Terril.Shared.Mail;

/// <summary>Whom a mail is for.</summary>
/// <param name="Language"><c>fr</c> or <c>en</c>: the mail is written in it.</param>
public sealed record Recipient(string Address, string? Name, string Language);

/// <summary>What made a mail necessary: cancelled, it takes back the mail that has not left.</summary>
/// <param name="Kind">The room and the thing: <c>accounts.invitation</c>.</param>
/// <param name="Id">The key of the row.</param>
public sealed record Cause(string Kind, string Id);

public sealed record MailOptions
{
    /// <summary>It leaves then, at the earliest; at once when not said.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Later it has no meaning without a person’s word: the beginning of the visit it reminds of, the end of the link it holds. Three days after its time when not said.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>It is a mailing, left by one POST to this address, which alone tells the person and the list.</summary>
    public Uri? Unsubscribe { get; init; }

    public string? ReplyTo { get; init; }

    /// <summary>What a calendar reads of it, attached to the mail: text/calendar, RFC 5545, 32 kB at most.</summary>
    public string? Calendar { get; init; }
}

/// <summary>What may stand in the head of a mail.</summary>
internal static partial class Head
{
    private const int LongestAddress = 254;

    /// <summary>The address as servers write it: an international domain in ASCII.</summary>
    /// <exception cref="FaultyInputException">It is no address.</exception>
    public static string Address(string typed)
    {
        var address = PersonAddress.WithAsciiDomain(typed.Trim());
        return address.Length <= LongestAddress && Mailbox().IsMatch(address) ? address : throw new FaultyInputException("mail.address", null,
            "Cette adresse de courriel n’en est pas une : écrivez-la comme nom@exemple.fr.",
            "This is not an e-mail address: write it as name@example.org.");
    }

    /// <exception cref="FaultyInputException">It has an end of line, or another mark that is not text.</exception>
    public static string Line(string text) => !text.Any(char.IsControl) ? text : throw new FaultyInputException("mail.header", null,
        "Un objet ou un nom tient sur une ligne : retirez-en les retours à la ligne et les caractères de commande.",
        "A subject or a name is one line: remove line breaks and control characters from it.");

    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Mailbox();
}
