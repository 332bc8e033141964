namespace Terril.Shared.Ui;

/// <summary>A parameter of the address that cannot be read, and what to write instead: the error page shows it.</summary>
public sealed record BadParameter(string Name, string What);
