using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Terril.Observatory.Api;
using Terril.Observatory.Indicators;
using Terril.Observatory.Releases;
using Terril.Tests.Harness;

namespace Terril.Tests.Observatory.Api;

/// <summary>Many figures on their way out.</summary>
public sealed class RowsOfFiguresTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_million_rows_take_the_memory_of_ten_thousand(bool csv)
    {
        var release = (await House.Shared(Provider.Sqlite)).InForce();
        var some = release.Figures(indicator: "population").Take(5_000).ToArray();
        long Allocated(int rows)
        {
            var context = Answering(PipeWriter.Create(Stream.Null));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var sent = Rows(release, Repeated(some, rows), csv).ExecuteAsync(context);
            Assert.True(sent.IsCompletedSuccessfully);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Allocated(10_000);

        var (few, many) = (Allocated(10_000), Allocated(1_000_000));

        Assert.InRange((many - few) / 990_000d, 0, 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reader_who_leaves_stops_the_reading(bool csv)
    {
        var release = (await House.Shared(Provider.Sqlite)).InForce();
        var one = release.Figures().First();
        var (pipe, read) = (new Pipe(), 0);
        pipe.Reader.Complete();
        IEnumerable<Figure> Endless()
        {
            for (; ; read++) yield return one;
        }

        await Rows(release, Endless(), csv).ExecuteAsync(Answering(pipe.Writer));

        Assert.InRange(read, 1, 10_000);
    }

    [Fact]
    public async Task Signs_that_a_form_keeps_for_itself_are_written_as_it_wants()
    {
        var release = (await House.Shared(Provider.Sqlite)).InForce();
        var figure = release.Figures().First(f => f.HasValue);
        var odd = figure with { Key = figure.Key with { Territory = new("a \"b\", c", "é\n,\"1\"") }, Value = -0.0, Coverage = 1e-7 };

        Assert.Equal($"{odd.Key.Indicator},{odd.Key.Breakdown},\"a \"\"b\"\", c\",\"é\n,\"\"1\"\"\",{odd.Period},-0,{release.Indicator(odd.Key.Indicator)!.Unit},{odd.Status.Name()},1E-07\n", (await Written(release, odd, csv: true)).Split('\n', 2)[1]);
        var row = JsonDocument.Parse(await Written(release, odd, csv: false)).RootElement.GetProperty("data")[0];
        Assert.Equal(("a \"b\", c", "é\n,\"1\"", 1e-7), (row.GetProperty("level").GetString(), row.GetProperty("territory").GetString(), row.GetProperty("coverage").GetDouble()));
    }

    private static async Task<string> Written(Release release, Figure figure, bool csv)
    {
        using var to = new MemoryStream();
        var writer = PipeWriter.Create(to, new StreamPipeWriterOptions(leaveOpen: true));
        await Rows(release, [figure], csv).ExecuteAsync(Answering(writer));
        await writer.CompleteAsync();
        return Encoding.UTF8.GetString(to.ToArray());
    }

    private static RowsOfFigures Rows(Release release, IEnumerable<Figure> figures, bool csv) =>
        csv ? new CsvOfFigures(release, figures, null) : new JsonOfFigures(release, figures, int.MaxValue, _ => "");

    private static IEnumerable<Figure> Repeated(Figure[] figures, int count)
    {
        for (var i = 0; i < count; i++) yield return figures[i % figures.Length];
    }

    private static DefaultHttpContext Answering(PipeWriter to)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = HttpMethods.Get;
        context.Features.Set<IHttpResponseBodyFeature>(new Body(to));
        return context;
    }

    private sealed class Body(PipeWriter writer) : IHttpResponseBodyFeature
    {
        public Stream Stream => writer.AsStream();

        public PipeWriter Writer => writer;

        public Task CompleteAsync() => Task.CompletedTask;

        public void DisableBuffering() { }

        public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
    }
}
