using Terril.Observatory;
using Terril.Shared.PersonalData;

namespace Terril.Site.Contact;

/// <summary>What is typed in the form of contact, and what is wrong with it.</summary>
public sealed class ContactForm
{
    private const int LongestBody = 5_000;

    public ContactSubject? Subject { get; set; }

    public string? Name { get; set; }

    public string? Address { get; set; }

    public string? Page { get; set; }

    public string? Body { get; set; }

    /// <summary>A field that nobody sees: what fills it fills everything.</summary>
    public string? Website { get; set; }

    /// <summary>When the form was opened, sealed.</summary>
    public string? Opened { get; set; }

    /// <summary>Field by field; the sentence follows « Erreur : ».</summary>
    public IEnumerable<(string Field, Text What)> Faults()
    {
        if (Subject is null || !Enum.IsDefined(Subject.Value)) yield return ("subject", new("choisissez ce dont il s’agit", "choose what it is about"));
        if (Name is { Length: > 100 } || Name?.Any(char.IsControl) is true) yield return ("name", new("écrivez votre nom en cent caractères au plus, sur une ligne", "write your name in a hundred characters at most, on one line"));
        if (!PersonAddress.IsOne(Address)) yield return ("address", new("écrivez une adresse complète, comme nom@exemple.fr", "write a complete address, like name@example.org"));
        if (Page is { Length: > 500 } || Page?.Any(char.IsControl) is true) yield return ("page", new("copiez l’adresse de la page, en cinq cents caractères au plus", "copy the address of the page, in five hundred characters at most"));
        if (string.IsNullOrWhiteSpace(Body)) yield return ("body", new("écrivez votre message", "write your message"));
        else if (Body.Length > LongestBody) yield return ("body", new($"écrivez en {LongestBody} caractères au plus : il y en a {Body.Length}", $"write in {LongestBody} characters at most: there are {Body.Length}"));
        if (!string.IsNullOrEmpty(Website)) yield return ("website", new("laissez ce champ vide : il sert à reconnaître les robots", "leave this field empty: it tells robots apart"));
    }
}
