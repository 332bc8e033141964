using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Terril.Observatory.Releases;

namespace Terril.Observatory.Api;

/// <summary>A page of values, as <see cref="Page{T}"/> of <see cref="Observation"/> is written: the address of the next one comes last, when it is known.</summary>
internal sealed class JsonOfFigures(Release release, IEnumerable<Figure> figures, int limit, Func<FigureKey, string> next) : RowsOfFigures(release)
{
    private static readonly SearchValues<char> s_plain = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    protected override void Describe(HttpResponse response) => response.ContentType = "application/json; charset=utf-8";

    protected override async Task Write(Blocks to)
    {
        to.Write("{\"release\":\""u8);
        to.Write(Release.Id);
        to.Write("\",\"data\":["u8);
        var (count, last) = (0, default(FigureKey));
        foreach (var figure in figures)
        {
            if (count++ == limit)
            {
                to.Write("],\"next\":\""u8);
                to.Write(Quoted(next(last)));
                to.Write("\"}"u8);
                return;
            }
            if (count > 1) to.Write(","u8);
            Write(to, figure);
            last = figure.Key;
            if (to.IsFull && !await to.Send()) return;
        }
        to.Write("],\"next\":null}"u8);
    }

    protected override string Head(in FigureKey key) =>
        $"{{\"indicator\":\"{Quoted(key.Indicator)}\",\"breakdown\":\"{Quoted(key.Breakdown)}\",\"level\":\"{Quoted(key.Territory.Level)}\",\"territory\":\"";

    // Never inside a page: accents and ampersands are written as they are.
    protected override string Quoted(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value;

    private void Write(Blocks to, in Figure figure)
    {
        var code = figure.Key.Territory.Code;
        to.Write(HeadOf(figure.Key));
        to.Write(code.AsSpan().IndexOfAnyExcept(s_plain) < 0 ? code : Quoted(code));
        to.Write("\",\"period\":\""u8);
        to.Write(PeriodOf(figure.Key));
        to.Write("\",\"value\":"u8);
        Number(to, figure.HasValue ? figure.Value : double.NaN);
        to.Write(",\"unit\":\""u8);
        to.Write(Unit);
        to.Write("\",\"status\":\""u8);
        to.Write(StatusOf(figure.Status));
        to.Write("\",\"coverage\":"u8);
        Number(to, figure.Coverage);
        to.Write("}"u8);
    }

    private static void Number(Blocks to, double number)
    {
        if (double.IsFinite(number)) to.Write(number);
        else to.Write("null"u8);
    }
}
