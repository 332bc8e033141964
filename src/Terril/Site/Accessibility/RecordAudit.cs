using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Shared.Database;

namespace Terril.Site.Accessibility;

/// <summary>Records an audit that was held. The rate that the site shows comes from its grid, and from nowhere else.</summary>
public sealed class RecordAudit(TerrilDb db, TimeProvider clock, CurrentPerson person, AuditTrail trail, Declaration declaration)
{
    public async Task Run(AuditForm form, AuditGrid grid, CancellationToken stop)
    {
        var audit = new AccessibilityAudit
        {
            HeldAt = Shared.Wording.Paris.Start(form.HeldOn!.Value),
            Auditor = form.Auditor!.Trim(),
            Means = form.Means!.Trim(),
            Burden = form.Burden?.Trim() ?? "",
            Exempt = form.Exempt?.Trim() ?? "",
            Grid = grid.Written,
            Valid = grid.Valid,
            Applicable = grid.Applicable,
            RecordedAt = clock.GetUtcNow(),
            RecordedBy = person.Id,
        };
        db.AccessibilityAudits.Add(audit);
        trail.Record("site.record-audit", "accessibility-audit", audit.Id.ToString(), $"{audit.Valid}/{audit.Applicable}");
        await db.SaveChangesAsync(stop);
        await declaration.Refresh(stop);
    }
}
