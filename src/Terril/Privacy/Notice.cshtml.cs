using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Privacy.Retention;
using Terril.Shared.Access;

namespace Terril.Privacy;

/// <summary>What is kept about people, why, on what basis, for how long: what rooms declare and staff decide, as the nightly job applies it.</summary>
[Open]
public sealed class NoticePage(IServiceProvider services) : PageModel
{
    internal IReadOnlyList<PurposeInForce> Purposes { get; private set; } = [];

    public async Task OnGet(CancellationToken stop) => Purposes = await services.GetRequiredService<PurposesInForce>().All(stop);
}
