namespace Terril.Actions.Import;

/// <summary>A file that was read and waits for a word before it is put in.</summary>
public sealed class ActionImport
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public string Source { get; init; } = "";

    public string FileName { get; init; } = "";

    public string Content { get; init; } = "";

    public DateTimeOffset MadeAt { get; init; }

    public Guid? MadeBy { get; init; }
}
