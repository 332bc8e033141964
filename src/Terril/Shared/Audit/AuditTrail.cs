using System.Net;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Access;
using Terril.Shared.Database;

namespace Terril.Shared.Audit;

/// <summary>
/// Who did what to what, when and from where. A line is saved with what it tells of, by the same <c>SaveChanges</c>: neither is
/// there without the other. Nothing here changes or removes one.
/// </summary>
public sealed class AuditTrail(TerrilDb db, TimeProvider clock, CurrentPerson person, IHttpContextAccessor accessor)
{
    /// <summary>Who signs what a job or a command does.</summary>
    public const string Program = "Terril";

    /// <summary>The trail of a command, which has no services.</summary>
    public static AuditTrail OfTheProgram(TerrilDb db, TimeProvider clock)
    {
        var nobody = new HttpContextAccessor();
        return new(db, clock, new CurrentPerson(nobody, new Permissions([])), nobody);
    }

    /// <summary>All lines, to be searched.</summary>
    public IQueryable<AuditEntry> Entries => db.AuditEntries.AsNoTracking();

    /// <summary>Adds a line to what the caller is about to save.</summary>
    /// <param name="act">What is done, as its room names it: <c>accounts.invite</c>.</param>
    /// <param name="kind">What it is done to: <c>person</c>.</param>
    /// <param name="id">Which one.</param>
    /// <param name="detail">What is worth keeping of it, in a sentence. Never a secret, never what a person wrote.</param>
    public void Record(string act, string kind, string? id, string? detail = null)
    {
        var context = accessor.HttpContext;
        db.AuditEntries.Add(new AuditEntry(context is null ? Program : person.Name, act, kind, id, detail)
        {
            At = clock.GetUtcNow(),
            PersonId = person.Id,
            Origin = NetworkOf(context?.Connection.RemoteIpAddress),
        });
    }

    /// <summary>Adds a line to the first save of an act that keeps its own transaction; an act that saves nothing leaves none.</summary>
    /// <param name="act">What is done, as its room names it.</param>
    /// <param name="kind">What it is done to.</param>
    /// <param name="id">Which one.</param>
    /// <param name="detail">What is worth keeping of it, in a sentence.</param>
    /// <param name="work">The act.</param>
    public async Task<T> RecordWith<T>(string act, string kind, string? id, string? detail, Func<Task<T>> work)
    {
        // Such an act reads again what it holds, and forgets what waited to be saved: the line comes once it saves.
        db.SavingChanges += Add;
        try
        {
            return await work();
        }
        finally
        {
            db.SavingChanges -= Add;
        }

        void Add(object? sender, SavingChangesEventArgs saving)
        {
            db.SavingChanges -= Add;
            Record(act, kind, id, detail);
        }
    }

    /// <summary>The network of an address: enough to tell an office from abroad, too little to tell one of its people from another.</summary>
    public static string? NetworkOf(IPAddress? address)
    {
        if (address is null) return null;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(bytes.Length == 4 ? 3 : 6).Clear();
        return new IPAddress(bytes).ToString();
    }
}
