using Terril.Observatory;

namespace Terril.Shared.Api;

/// <summary>An address to try, and what it gives.</summary>
public sealed record Example(string Address, Text Gives);
