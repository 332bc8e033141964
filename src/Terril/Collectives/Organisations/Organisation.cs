using Terril.Observatory;

namespace Terril.Collectives.Organisations;

public enum OrganisationKind
{
    LocalAuthority,
    State,
    Association,
    Company,
    School,
    Institution,
    Other,
}

/// <summary>A body that acts: what it shows of itself, whatever collectives it is a member of.</summary>
public sealed class Organisation
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Its name in addresses. Those it had before still lead to it.</summary>
    public string Slug { get; set; } = "";

    public string Name { get; set; } = "";

    public string Acronym { get; set; } = "";

    public OrganisationKind Kind { get; set; } = OrganisationKind.Other;

    /// <summary>Fourteen digits; empty when it has none, or does not say it.</summary>
    public string Siret { get; set; } = "";

    /// <summary>Of an association: W and nine digits.</summary>
    public string Rna { get; set; } = "";

    /// <summary>Where it acts, <c>level:code</c>.</summary>
    public string Territory { get; set; } = "";

    /// <summary>Keys of themes, as <see cref="Shared.Database.SpacedKeys"/>.</summary>
    public string Themes { get; set; } = "";

    public string DescriptionFr { get; set; } = "";

    public string DescriptionEn { get; set; } = "";

    public string Website { get; set; } = "";

    /// <summary>Other addresses, one a line.</summary>
    public string Links { get; set; } = "";

    /// <summary>Of the files that were let in.</summary>
    public Guid? LogoId { get; set; }

    public string ContactName { get; set; } = "";

    public string ContactAddress { get; set; } = "";

    public string ContactPhone { get; set; } = "";

    /// <summary>When the person agreed that everybody reads how to reach them; until then nobody does.</summary>
    public DateTimeOffset? ContactAgreedAt { get; set; }

    /// <summary>Shown to everybody. One that asks to join waits until it is accepted.</summary>
    public bool IsPublished { get; set; }

    /// <summary>The one that it is the same as: its addresses and all it had lead there.</summary>
    public Guid? MergedInto { get; set; }

    /// <summary>Where it is known from, if it did not come by itself.</summary>
    public string Source { get; set; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>What lists are searched by.</summary>
    public string Words { get; set; } = "";

    public Text Description => new(DescriptionFr, DescriptionEn.Length > 0 ? DescriptionEn : DescriptionFr);

    public bool ShowsContact => ContactAgreedAt is not null && (ContactName.Length > 0 || ContactAddress.Length > 0 || ContactPhone.Length > 0);
}

/// <summary>An address that an organisation had, or had been given to one that is the same.</summary>
public sealed class FormerSlug
{
    public string Slug { get; init; } = "";

    public Guid OrganisationId { get; set; }
}

/// <summary>What somebody does for their organisation here.</summary>
public enum RepresentativeFunction
{
    /// <summary>Keeps its page, asks to join, invites others.</summary>
    Responsible,

    /// <summary>Writes its actions and its events.</summary>
    Contributor,
}

/// <summary>Somebody who has an account, and keeps the things of an organisation: one, and no other.</summary>
public sealed class Representative
{
    public Guid PersonId { get; init; }

    public Guid OrganisationId { get; set; }

    public RepresentativeFunction Function { get; set; }

    public DateTimeOffset AddedAt { get; init; }
}
