using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Shared.Access;

namespace Terril.Visits.Day;

/// <summary>The certificate, by a link that the party was sent.</summary>
[Open]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class MyCertificatePage(ReadCertificate read) : PageModel
{
    public AttendanceCertificate Certificate { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string word, CancellationToken stop)
    {
        if (await read.Run(word, stop) is not { } found) return NotFound();
        Certificate = found;
        return Page();
    }
}
