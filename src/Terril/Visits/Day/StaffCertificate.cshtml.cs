using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Shared.Access;

namespace Terril.Visits.Day;

/// <summary>The certificate of a party, printed by the staff.</summary>
[Requires(DayPermissions.Welcome)]
public sealed class StaffCertificatePage(ReadCertificate read) : PageModel
{
    public AttendanceCertificate Certificate { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid session, Guid registration, CancellationToken stop)
    {
        if (await read.Run(registration, stop) is not { } found || found.Session.Id != session) return NotFound();
        Certificate = found;
        return Page();
    }
}
