using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Shared.Access;
using Terril.Shared.Desk;

namespace Terril.Desk;

/// <summary>What waits for this person, the most pressing first.</summary>
[Requires(DeskPermissions.Enter)]
public sealed class IndexPage(IEnumerable<IWait> rooms, IEnumerable<DeskEntry> entries, CurrentPerson person, TimeProvider clock) : PageModel
{
    public IReadOnlyList<Waiting> Waits { get; private set; } = [];

    public IReadOnlyList<DeskEntry> Entries { get; private set; } = [];

    public string? Name => person.Name;

    public bool IsLate(Waiting waiting) => waiting.Due < clock.GetUtcNow();

    public async Task OnGet(CancellationToken stop)
    {
        // One after the other: they share the database of the request.
        var waits = new List<Waiting>();
        foreach (var room in rooms) waits.AddRange(await room.For(person, stop));
        Waits = [.. waits.OrderBy(w => w.Due ?? DateTimeOffset.MaxValue)];
        Entries = [.. entries.Where(e => person.May(e.Permission))];
    }
}
