using Terril.Observatory;

namespace Terril.Shared.Desk;

/// <summary>A part of the back office, shown in the menu of those who may go there.</summary>
/// <param name="Path">Its first page: <c>/gestion/courriels</c>.</param>
/// <param name="Name">One word, or two.</param>
/// <param name="Permission">What one must be allowed.</param>
public sealed record DeskEntry(string Path, Text Name, string Permission);
