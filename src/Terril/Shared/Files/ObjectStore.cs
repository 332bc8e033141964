using System.Net;
using System.Runtime.CompilerServices;
using Amazon;
using Amazon.S3;
using Microsoft.AspNetCore.WebUtilities;

namespace Terril.Shared.Files;

/// <summary>
/// Files in an S3-compatible store: <c>s3://bucket/prefix?endpoint=https://…&amp;region=…</c>. The keys are those of the store’s own
/// variables (<c>AWS_ACCESS_KEY_ID</c>, <c>AWS_SECRET_ACCESS_KEY</c>) or of the machine’s role: never a setting of ours.
/// </summary>
internal sealed class ObjectStore(IAmazonS3 client, string bucket, string prefix) : IFileStore, IDisposable
{
    public string Said => $"s3://{bucket}/{prefix}";

    public static ObjectStore At(string address)
    {
        var where = new Uri(address);
        var said = QueryHelpers.ParseQuery(where.Query);
        var settings = new AmazonS3Config { ForcePathStyle = true, MaxErrorRetry = 3, Timeout = TimeSpan.FromMinutes(5) };
        if (said.TryGetValue("endpoint", out var endpoint)) settings.ServiceURL = endpoint;
        if (said.TryGetValue("region", out var region) && !said.ContainsKey("endpoint")) settings.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        else if (region.Count > 0) settings.AuthenticationRegion = region;
        var prefix = where.AbsolutePath.Trim('/');
        return new(new AmazonS3Client(settings), where.Host, prefix.Length > 0 ? $"{prefix}/" : "");
    }

    public async Task Put(string place, FileStream content, CancellationToken stop)
    {
        content.Position = 0;
        await client.PutObjectAsync(new() { BucketName = bucket, Key = prefix + place, InputStream = content, AutoCloseStream = false, ContentType = "application/octet-stream" }, stop);
    }

    public async Task<Stream?> Open(string place, CancellationToken stop)
    {
        try
        {
            var length = (await client.GetObjectMetadataAsync(bucket, prefix + place, stop)).ContentLength;
            return new ObjectStream(client, bucket, prefix + place, length);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public Task Delete(string place, CancellationToken stop) => client.DeleteObjectAsync(bucket, prefix + place, stop);

    public async IAsyncEnumerable<KeptBytes> List([EnumeratorCancellation] CancellationToken stop)
    {
        string? next = null;
        do
        {
            var page = await client.ListObjectsV2Async(new() { BucketName = bucket, Prefix = prefix, ContinuationToken = next }, stop);
            foreach (var one in page.S3Objects ?? []) yield return new(one.Key[prefix.Length..], new DateTimeOffset(one.LastModified!.Value.ToUniversalTime(), TimeSpan.Zero));
            next = page.IsTruncated is true ? page.NextContinuationToken : null;
        }
        while (next is not null);
    }

    public void Dispose() => client.Dispose();
}
