namespace Terril.Running.Copies;

/// <summary>The journal of erasures: beside copies, and in the data folder of a site that was put back until it is replayed.</summary>
internal static class Erasures
{
    public const string Name = "erasures.jsonl";

    public const string ToReplay = "erasures-to-replay.jsonl";
}
