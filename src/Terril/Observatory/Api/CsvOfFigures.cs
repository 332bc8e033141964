using Microsoft.Net.Http.Headers;
using Terril.Observatory.Releases;

namespace Terril.Observatory.Api;

/// <summary>Values as the export command writes them.</summary>
internal sealed class CsvOfFigures(Release release, IEnumerable<Figure> figures, string? next) : RowsOfFigures(release)
{
    protected override void Describe(HttpResponse response)
    {
        response.ContentType = "text/csv; charset=utf-8; header=present";
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("inline") { FileName = $"observations-{Release.Id}.csv" }.ToString();
        if (next is not null) response.Headers.Link = $"<{next}>; rel=\"next\"";
    }

    protected override async Task Write(Blocks to)
    {
        to.Write($"{Export.Header}\n");
        foreach (var figure in figures)
        {
            Write(to, figure);
            if (to.IsFull && !await to.Send()) return;
        }
    }

    protected override string Head(in FigureKey key) => $"{Quoted(key.Indicator)},{Quoted(key.Breakdown)},{Quoted(key.Territory.Level)},";

    protected override string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private void Write(Blocks to, in Figure figure)
    {
        to.Write(HeadOf(figure.Key));
        to.Write(Quoted(figure.Key.Territory.Code));
        to.Write(","u8);
        to.Write(PeriodOf(figure.Key));
        to.Write(","u8);
        if (figure.HasValue && !double.IsNaN(figure.Value)) to.Write(figure.Value);
        to.Write(","u8);
        to.Write(Unit);
        to.Write(","u8);
        to.Write(StatusOf(figure.Status));
        to.Write(","u8);
        if (!double.IsNaN(figure.Coverage)) to.Write(figure.Coverage);
        to.Write("\n"u8);
    }
}
