namespace Terril.Site;

/// <summary>What this room allows.</summary>
public static class SitePermissions
{
    /// <summary>Reads what the public writes, and answers.</summary>
    public const string Reply = "site.answer";

    /// <summary>Records audits of accessibility.</summary>
    public const string RecordAudit = "site.record-audit";
}
