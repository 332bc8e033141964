using System.Net;
using System.Net.Http.Headers;
using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using Terril.Shared.Files;
using Terril.Tests.Harness;

namespace Terril.Tests.Shared.Files;

/// <summary>Files in a store that several machines share.</summary>
public sealed class ObjectStoreTests
{
    [Fact]
    public async Task A_file_goes_to_the_store_comes_back_in_parts_and_is_taken_away()
    {
        await using var sink = await ObjectSink.Open();
        await using var house = await Open(sink);

        var file = await house.Kept(Pictures.Png, "a.png");
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(file.Path, UriKind.Relative));
        request.Headers.Range = new RangeHeaderValue(40, 49);
        using var part = await house.Client.SendAsync(request);
        using var whole = await house.Client.GetAsync(new Uri(file.Path, UriKind.Relative));

        Assert.Equal(Pictures.Png, sink.Objects[$"bucket/files/{file.Place}"]);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(Pictures.Png[40..50], await part.Content.ReadAsByteArrayAsync());
        Assert.Equal(Pictures.Png, await whole.Content.ReadAsByteArrayAsync());
        Assert.Contains($"GET /bucket/files/{file.Place} bytes=40-", sink.Asked);
        Assert.False(Directory.Exists(Path.Combine(house.Folder, "files")));

        var store = house.Services.GetRequiredService<IFileStore>();
        await store.Delete(file.Place, CancellationToken.None);
        Assert.Null(await store.Open(file.Place, CancellationToken.None));
    }

    [Fact]
    public async Task Pages_of_a_long_list_are_all_read_and_a_store_that_falters_is_asked_again()
    {
        await using var sink = await ObjectSink.Open();
        await using var house = await Open(sink);
        for (var i = 0; i < 5; i++) sink.Objects[$"bucket/files/{i}"] = [1];
        sink.Objects["bucket/elsewhere"] = [1];
        sink.Failing = 1;

        var listed = await house.Services.GetRequiredService<IFileStore>().List(CancellationToken.None).Select(k => k.Place).ToListAsync();

        Assert.Equal(["0", "1", "2", "3", "4"], listed);
    }

    [Fact]
    public void An_address_says_the_bucket_the_folder_and_where_the_store_is()
    {
        using var store = ObjectStore.At("s3://terril/site/files?endpoint=https://s3.example&region=gra");
        Assert.Equal("s3://terril/site/files/", store.Said);
    }

    private static Task<House> Open(ObjectSink sink) => FilesHouse.Open(Provider.Sqlite, services => services.AddSingleton<IFileStore>(new ObjectStore(
        new AmazonS3Client(new BasicAWSCredentials("key", "secret"), new AmazonS3Config { ServiceURL = sink.Address, ForcePathStyle = true, AuthenticationRegion = "gra" }), "bucket", "files/")));
}
