using Microsoft.AspNetCore.Http.Metadata;

namespace Terril.Shared.Web;

/// <summary>The most that a request to this page may hold: read with the route, before anything of the body is.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LargestBodyAttribute(long bytes) : Attribute, IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => bytes;
}
