using Terril.Observatory;

namespace Terril.Privacy.Public;

/// <summary>
/// The exact words that a person agrees to, for one purpose. Other words are another version: one that was used is never changed,
/// and the site refuses to start on a version whose words are no longer those that were recorded.
/// </summary>
/// <param name="Purpose">Key of a purpose whose legal basis is consent.</param>
public sealed record ConsentWording(string Purpose, int Version, Text Text);

/// <summary>Somebody asks for something that needs their consent: typed their address, ticked a box that was empty, sent the form.</summary>
/// <param name="Language">In which the words were read.</param>
/// <param name="Page">Path of the page where they were.</param>
/// <param name="Method">How: <c>POST</c>, or what staff did.</param>
public sealed record ConsentQuestion(string Purpose, string Address, string Language, string Page, string Method = "POST");

/// <summary>What came of asking. Say the same to all of them on the page: it tells nobody who is known here.</summary>
public abstract record ConsentAsking
{
    private ConsentAsking() { }

    /// <summary>Write to them: the page at this path has the words and one button.</summary>
    public sealed record Asked(Guid Consent, string ConfirmationPath) : ConsentAsking;

    /// <summary>They agreed already: write to them at most that nothing changes.</summary>
    public sealed record AlreadyGiven : ConsentAsking;

    /// <summary>They were written to less than a day ago: do not write again.</summary>
    public sealed record AskedLately : ConsentAsking;
}

/// <summary>A consent in force.</summary>
/// <param name="WithdrawalPath">The page that ends it by one button, for every mail of this purpose; also the address of its one-click header.</param>
public sealed record ConsentGiven(Guid Consent, string Address, string Language, DateTimeOffset Since, string WithdrawalPath);
