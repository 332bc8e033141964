using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Terril.Shared.PersonalData;
using Terril.Shared.Wording;

namespace Terril.Privacy.Mine;

/// <summary>What is held of a person, in JSON: the same as their page says.</summary>
internal static class ExportMyData
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="portable">Only what the person may take away to use elsewhere.</param>
    public static byte[] Json(MyData data, Words words, bool portable = false) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        data.Address,
        data.At,
        Purposes = data.Held.Where(p => !portable || p.Purpose.Basis.Give(Right.Portability)).Select(p => new
        {
            p.Purpose.Key,
            Name = p.Purpose.Declared.Name.In(words.Language),
            Controller = p.Purpose.Controller.In(words.Language),
            LegalBasis = p.Purpose.Basis.ToString(),
            Rights = p.Purpose.Rights.Select(r => r.ToString()),
            Holdings = p.Holdings.Where(h => h.Records.Count > 0).Select(h => new
            {
                h.Holding.Key,
                What = h.Holding.Declared.What.In(words.Language),
                Kept = $"{h.Holding.Kept.Name.In(words.Language)} {h.Holding.Declared.Since.In(words.Language)}",
                Records = h.Records.Select(r => new { r.Id, Title = r.Title.In(words.Language), r.At, Fields = r.Fields.ToDictionary(f => f.Name, f => f.Value) }),
            }),
        }),
    }, Options);
}
