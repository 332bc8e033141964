namespace Terril.Shared.Cache;

/// <summary>
/// This page is the same for everybody for as long as nothing is published, and may be kept. A page without this mark is never
/// kept; with it, still not when its answer is an error, bears a header or a cookie of its own, or was asked with a cookie.
/// </summary>
/// <param name="parameters">What its query may hold; asked anything else, it is not kept.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = true)]
public sealed class SharedPageAttribute(params string[] parameters) : Attribute
{
    public IReadOnlyList<string> Parameters { get; } = parameters;
}

/// <summary>What is published at this moment: another object as soon as something else is; null before the first release.</summary>
/// <param name="Since">When it came into force.</param>
public sealed record Publishing(object Content, DateTimeOffset Since);

/// <summary>Tells what a room has published, at each request: it must cost next to nothing, and answer at once nearly always.</summary>
public delegate ValueTask<Publishing?> NowPublished();
