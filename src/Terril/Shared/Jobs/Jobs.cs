using Terril.Shared.Database;

namespace Terril.Shared.Jobs;

/// <summary>Asks for what is to be done later.</summary>
public sealed class Jobs(TerrilDb db, TimeProvider clock)
{
    /// <summary>Writes the demand beside what causes it: the caller’s <c>SaveChanges</c> keeps both, or neither.</summary>
    /// <param name="job">A name given to <see cref="JobsModule.AddJob"/>.</param>
    /// <param name="given">The key of what it is about, never a person’s data: it is shown to those who run the site.</param>
    public void Ask(string job, string? given = null, DateTimeOffset? notBefore = null)
    {
        var now = clock.GetUtcNow();
        db.Jobs.Add(new() { Name = job, Given = given, AskedAt = now, DueAt = notBefore ?? now });
    }
}
