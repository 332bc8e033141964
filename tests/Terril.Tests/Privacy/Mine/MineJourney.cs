using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Terril.Tests.Harness;

namespace Terril.Tests.Privacy.Mine;

/// <summary>The way of somebody without an account: ask, read one's mail, press the button.</summary>
internal static partial class MineJourney
{
    /// <summary>Asks for a link, as the page does.</summary>
    public static async Task<HttpResponseMessage> AskForLink(this Visitor visitor, string address, string language = "") =>
        await visitor.Fill($"{language}/mes-donnees", "main form[method=post]", ("adresse", address));

    /// <summary>The path of the link in the last mail to an address.</summary>
    public static async Task<string> LinkSentTo(this House house, string address)
    {
        var mail = await house.InDatabase(db => db.OutgoingMails.Where(m => m.ToAddress == address && m.CauseKind == "privacy.link").OrderByDescending(m => m.WrittenAt).FirstAsync());
        return LinkIn().Match(mail.TextBody!).Value;
    }

    /// <summary>Comes to one's file.</summary>
    public static async Task<Visitor> ComeByMail(this House house, string address)
    {
        var visitor = house.Stranger();
        await visitor.AskForLink(address);
        await visitor.Fill(await house.LinkSentTo(address));
        return visitor;
    }

    [GeneratedRegex("(/en)?/mes-donnees/lien/[A-Za-z0-9_-]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LinkIn();
}
