using System.Linq.Expressions;

namespace Terril.Shared.Desk;

/// <summary>An order, either way.</summary>
public static class Ordering
{
    public static IOrderedQueryable<TRow> By<TRow, TKey>(this IQueryable<TRow> rows, Expression<Func<TRow, TKey>> key, bool down) =>
        down ? rows.OrderByDescending(key) : rows.OrderBy(key);

    public static IOrderedQueryable<TRow> Then<TRow, TKey>(this IOrderedQueryable<TRow> rows, Expression<Func<TRow, TKey>> key, bool down) =>
        down ? rows.ThenByDescending(key) : rows.ThenBy(key);
}
