using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Terril.Shared.Database;

/// <summary>
/// An instant is kept as microseconds since 1970, UTC: a <c>bigint</c> that both databases sort and compare alike.
/// In SQL: <c>to_timestamp(at / 1e6)</c>, or <c>datetime(at / 1000000, 'unixepoch')</c>.
/// </summary>
public sealed class InstantAsMicroseconds() : ValueConverter<DateTimeOffset, long>(instant => Of(instant), microseconds => At(microseconds))
{
    public static long Of(DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset At(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
