using Terril.Observatory.Public;
using Terril.Shared.Database;
using Terril.Shared.Forms;

namespace Terril.Collectives.Organisations;

/// <summary>What is typed of an organisation: by itself, by the team, or by somebody who asks to join.</summary>
public class OrganisationForm
{
    public string? Name { get; set; }

    public string? Acronym { get; set; }

    public OrganisationKind? Kind { get; set; }

    public string? Siret { get; set; }

    public string? Rna { get; set; }

    public string? Territory { get; set; }

    public string[] Themes { get; set; } = [];

    public string? DescriptionFr { get; set; }

    public string? DescriptionEn { get; set; }

    public string? Website { get; set; }

    /// <summary>One a line.</summary>
    public string? Links { get; set; }

    public string? ContactName { get; set; }

    public string? ContactAddress { get; set; }

    public string? ContactPhone { get; set; }

    public bool ContactAgreed { get; set; }

    public static OrganisationForm Of(Organisation o, TypedSubjects subjects) => new()
    {
        Name = o.Name, Acronym = o.Acronym, Kind = o.Kind, Siret = o.Siret, Rna = o.Rna, Territory = subjects.Say(o.Territory), Themes = [.. SpacedKeys.List(o.Themes)],
        DescriptionFr = o.DescriptionFr, DescriptionEn = o.DescriptionEn, Website = o.Website, Links = o.Links,
        ContactName = o.ContactName, ContactAddress = o.ContactAddress, ContactPhone = o.ContactPhone, ContactAgreed = o.ContactAgreedAt is not null,
    };

    /// <param name="before">What was kept: a key that the release knows no more may stay.</param>
    /// <returns>Writes what was typed, if nothing of it is faulty.</returns>
    public Action<Organisation> Read(Organisation before, TypedSubjects subjects, FormFaults faults, DateTimeOffset now)
    {
        var name = faults.Line(nameof(Name), Name, 160, isNeeded: true);
        var acronym = faults.Line(nameof(Acronym), Acronym, 30);
        if (Kind is not { } kind || !Enum.IsDefined(kind))
        {
            faults.Add(nameof(Kind), "choisissez sa nature", "choose its kind");
            kind = OrganisationKind.Other;
        }
        var (siret, rna) = (Registers.Plain(Siret), Registers.Plain(Rna));
        if (siret.Length > 0 && !Registers.IsSiret(siret)) faults.Add(nameof(Siret), "ce numéro n’est pas un SIRET : quatorze chiffres, tels que l’INSEE les donne", "this number is no SIRET: fourteen digits, as INSEE gives them");
        if (rna.Length > 0 && !Registers.IsRna(rna)) faults.Add(nameof(Rna), "ce numéro n’est pas un RNA : W et neuf chiffres, comme sur le récépissé", "this number is no RNA: W and nine digits, as on the receipt");
        var territory = SpacedKeys.List(subjects.ReadTerritories(nameof(Territory), Territory, before.Territory, faults));
        if (territory.Count > 1) faults.Add(nameof(Territory), "écrivez un seul territoire, le plus petit qui la contienne", "write one territory only, the smallest that contains it");
        var themes = SpacedKeys.Of(Themes.Where(t => subjects.Themes.Any(known => known.Value == t) || SpacedKeys.List(before.Themes).Contains(t)));
        var (fr, en) = (faults.Words(nameof(DescriptionFr), DescriptionFr), faults.Words(nameof(DescriptionEn), DescriptionEn));
        var website = WebAddress(nameof(Website), faults.Line(nameof(Website), Website, 300), faults);
        var links = string.Join('\n', faults.Words(nameof(Links), Links, 2_000).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => WebAddress(nameof(Links), line, faults)));
        var contact = (Name: faults.Line(nameof(ContactName), ContactName, 100), Address: faults.Address(nameof(ContactAddress), ContactAddress, isNeeded: false), Phone: faults.Line(nameof(ContactPhone), ContactPhone, 30));
        return o =>
        {
            (o.Name, o.Acronym, o.Kind, o.Siret, o.Rna) = (name, acronym, kind, siret, rna);
            (o.Territory, o.Themes) = (territory.Count > 0 ? territory[0] : "", themes);
            (o.DescriptionFr, o.DescriptionEn, o.Website, o.Links) = (fr, en, website, links);
            (o.ContactName, o.ContactAddress, o.ContactPhone) = contact;
            o.ContactAgreedAt = ContactAgreed ? o.ContactAgreedAt ?? now : null;
        };
    }

    private static string WebAddress(string field, string typed, FormFaults faults)
    {
        if (typed.Length == 0) return "";
        var said = typed.Contains("://", StringComparison.Ordinal) ? typed : $"https://{typed}";
        if (Uri.TryCreate(said, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address.Host.Contains('.', StringComparison.Ordinal) && address.UserInfo.Length == 0) return address.AbsoluteUri;
        faults.Add(field, $"« {typed} » n’est pas une adresse : écrivez-la comme https://exemple.fr", $"“{typed}” is no address: write it like https://example.org");
        return "";
    }
}
