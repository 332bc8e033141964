using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Shared.Access;

namespace Terril.Site.Accessibility;

/// <summary>The declaration of accessibility.</summary>
[Open]
public sealed class IndexPage(Declaration declaration) : PageModel
{
    public AccessibilityAudit? Audit { get; private set; }

    public AuditGrid? Grid { get; private set; }

    public async Task OnGet(CancellationToken stop)
    {
        Audit = await declaration.InForce(stop);
        Grid = Audit is null ? null : AuditGrid.Read(Audit.Grid, out _);
    }
}
