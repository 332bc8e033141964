namespace Terril.Shared.Access;

/// <summary>What somebody does here. A person may have several; each permission names those it is for.</summary>
public enum Role
{
    /// <summary>Runs the site: people, settings, what breaks.</summary>
    Administrator,

    /// <summary>Writes what the site says: pages, library, newsletters.</summary>
    Editor,

    /// <summary>Answers for the figures: sources, checks, releases.</summary>
    DataManager,

    /// <summary>Prepares visits and welcomes those who come.</summary>
    VisitOrganiser,

    /// <summary>Keeps the things of one organisation, and of no other.</summary>
    Member,

    /// <summary>Reads the applications that were assigned to them.</summary>
    Reviewer,

    /// <summary>Follows what came of it all.</summary>
    Evaluator,
}
