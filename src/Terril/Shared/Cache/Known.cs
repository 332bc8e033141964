using System.Data.Common;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Terril.Shared.Database;

namespace Terril.Shared.Cache;

/// <summary>What a room says at one moment.</summary>
public interface ISaid
{
    /// <summary>Another as soon as something else is said; empty while it could not be read.</summary>
    string Edition { get; }

    /// <summary>When it began to be said.</summary>
    DateTimeOffset Since { get; }

    /// <summary>Until when it is true by itself: something of it will then be over.</summary>
    DateTimeOffset Until { get; }
}

/// <summary>What a room says to everybody, and which rows it says it from.</summary>
public interface IKnown
{
    /// <summary>Something was changed by this process: nothing is believed any more before it is read.</summary>
    void Changed();

    /// <summary>Whether a row of this kind may be said.</summary>
    bool IsSaid(object entity);

    /// <summary>Whether that change to it is.</summary>
    bool IsSaid(EntityEntry change);
}

/// <summary>
/// What a room says, held in memory for the pages that are kept. What this process changes is read again at the next request;
/// what another one changes, within a second. Where the database does not answer, what was known is said.
/// </summary>
public abstract partial class Known<TSaid>(IServiceScopeFactory scopes, TimeProvider clock, ILogger log) : IKnown, IDisposable
    where TSaid : class, ISaid
{
    private static readonly TimeSpan s_trusted = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _one = new(1);
    private volatile TSaid? _known;
    private int _changes;
    private volatile int _read = -1;
    private long _checkedAt;

    /// <summary>What is said now. Nothing when it could never be read.</summary>
    public ValueTask<TSaid> Now(CancellationToken stop = default) => IsFresh && _known is { } known && clock.GetUtcNow() < known.Until ? new(known) : new(Read(stop));

    /// <summary>For the pages that are kept: they change when this does. Null while it could not be read.</summary>
    public async ValueTask<Publishing?> Published() => await Now() is { Edition.Length: > 0 } now ? new(now, now.Since) : null;

    public void Changed() => Interlocked.Increment(ref _changes);

    public abstract bool IsSaid(object entity);

    public virtual bool IsSaid(EntityEntry change) => IsSaid(change.Entity);

    public void Dispose()
    {
        _one.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What is said while nothing could be read.</summary>
    protected abstract TSaid Nothing { get; }

    /// <param name="known">What was said before; the same is given back when nothing has changed.</param>
    protected abstract Task<TSaid> Read(TerrilDb db, TSaid? known, DateTimeOffset now, CancellationToken stop);

    private bool IsRead => _read == Volatile.Read(ref _changes);

    private bool IsFresh => IsRead && clock.GetElapsedTime(Interlocked.Read(ref _checkedAt)) < s_trusted;

    private async Task<TSaid> Read(CancellationToken stop)
    {
        // One asks the database; meanwhile the others go on with what is known, unless this process has changed it.
        if (!await _one.WaitAsync(0, stop))
        {
            if (IsRead && _known is { } meanwhile && clock.GetUtcNow() < meanwhile.Until) return meanwhile;
            await _one.WaitAsync(stop);
        }
        // Before the reading: what changes during it is read again.
        var changes = Volatile.Read(ref _changes);
        try
        {
            var now = clock.GetUtcNow();
            // Somebody read it while this waited.
            if (IsFresh && _known is { } just && now < just.Until) return just;
            await using var scope = scopes.CreateAsyncScope();
            return _known = await Read(scope.ServiceProvider.GetRequiredService<TerrilDb>(), _known, now, stop);
        }
        catch (Exception fault) when (fault is DbException or TimeoutException or InvalidOperationException)
        {
            NotRead(GetType().Name, fault);
            return _known ??= Nothing;
        }
        finally
        {
            _read = changes;
            Interlocked.Exchange(ref _checkedAt, clock.GetTimestamp());
            _one.Release();
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Room} could not read what is said: what was known of it is shown")]
    private partial void NotRead(string room, Exception fault);
}

internal static class KnownModule
{
    /// <summary>A room says something that pages of all rooms may show.</summary>
    public static IServiceCollection AddKnown<TKnown, TSaid>(this IServiceCollection services) where TKnown : Known<TSaid> where TSaid : class, ISaid => services
        .AddSingleton<TKnown>()
        .AddSingleton<NowPublished>(provider => provider.GetRequiredService<TKnown>().Published)
        .AddSingleton<Microsoft.EntityFrameworkCore.Diagnostics.IInterceptor>(provider => new NoticeChanges(provider.GetRequiredService<TKnown>()));
}
