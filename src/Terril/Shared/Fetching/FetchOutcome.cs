using Terril.Observatory;

namespace Terril.Shared.Fetching;

/// <summary>What came of a fetch.</summary>
public abstract record FetchOutcome
{
    private FetchOutcome() { }

    /// <param name="From">Where it was in the end.</param>
    /// <param name="Tag">To ask, next time, only for what changed.</param>
    /// <param name="Modified">The same, of a server that tells a date.</param>
    public sealed record Fetched(byte[] Content, string ContentType, Uri From, string? Tag = null, DateTimeOffset? Modified = null) : FetchOutcome;

    /// <summary>The same as the one whose tag or date was given.</summary>
    public sealed record Unchanged : FetchOutcome;

    public sealed record Refused(FetchRefusal Why, Text Sentence) : FetchOutcome;

    internal static Refused Because(FetchRefusal why, string detail = "") => new(why, why switch
    {
        FetchRefusal.NotAnAddress => new("Ce n’est pas une adresse du web : elle commence par http:// ou https://, sans nom ni mot de passe.", "This is not an address of the web: it begins with http:// or https://, without a name or a password."),
        FetchRefusal.UnknownHost => new($"Aucun serveur ne porte le nom « {detail} » : vérifiez l’adresse.", $"No server bears the name “{detail}”: check the address."),
        FetchRefusal.PrivateAddress => new($"« {detail} » mène dans un réseau privé : seules les adresses publiques sont lues.", $"“{detail}” leads into a private network: only public addresses are read."),
        FetchRefusal.NoAnswer => new($"« {detail} » n’a pas répondu : réessayez plus tard, ou vérifiez l’adresse.", $"“{detail}” did not answer: try again later, or check the address."),
        FetchRefusal.BadStatus => new($"Le serveur a répondu {detail} : vérifiez l’adresse.", $"The server answered {detail}: check the address."),
        FetchRefusal.TooManyRedirections => new($"Plus de {detail} redirections : donnez l’adresse finale.", $"More than {detail} redirections: give the final address."),
        FetchRefusal.BadRedirection => new($"La redirection vers « {detail} » n’est pas suivie : donnez l’adresse finale.", $"The redirection to “{detail}” is not followed: give the final address."),
        FetchRefusal.WrongType => new($"Le contenu est de type « {detail} », qui n’est pas attendu ici.", $"The content is of type “{detail}”, which is not expected here."),
        FetchRefusal.TooLarge => new($"Le contenu dépasse {detail} octets.", $"The content is over {detail} bytes."),
        FetchRefusal.Unreadable => new("Le contenu compressé est abîmé ou d’un codage inconnu.", "The compressed content is damaged or of an unknown coding."),
        _ => new($"Pas fini après {detail} secondes : réessayez plus tard.", $"Not done after {detail} seconds: try again later."),
    });
}

/// <summary>Why something was not fetched.</summary>
public enum FetchRefusal
{
    NotAnAddress,
    UnknownHost,
    PrivateAddress,
    NoAnswer,
    BadStatus,
    TooManyRedirections,
    BadRedirection,
    WrongType,
    TooLarge,
    Unreadable,
    TooSlow,
}
