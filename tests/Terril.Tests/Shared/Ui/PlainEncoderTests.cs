using System.Net;
using Terril.Shared.Ui;

namespace Terril.Tests.Shared.Ui;

public sealed class PlainEncoderTests
{
    [Theory]
    [InlineData("<script>alert(\"1\")</script>", "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;")]
    [InlineData("Aire-sur-l'Adour & Cie", "Aire-sur-l&#x27;Adour &amp; Cie")]
    [InlineData("&amp;", "&amp;amp;")]
    [InlineData("86\u202f263\u00a0hab. : 48 t éq. CO₂ 🌍", "86\u202f263\u00a0hab. : 48 t éq. CO₂ 🌍")]
    [InlineData("", "")]
    public void Marks_of_html_are_escaped_and_the_rest_is_left_as_it_is(string text, string html) => Assert.Equal(html, PlainEncoder.Only.Encode(text));

    [Fact]
    public void A_text_without_a_mark_is_not_even_copied()
    {
        const string text = "Émissions territoriales de gaz à effet de serre : 48 Mt";

        Assert.Same(text, PlainEncoder.Only.Encode(text));
    }

    [Fact]
    public void Every_character_is_read_back_as_it_was()
    {
        var all = string.Concat(Enumerable.Range(1, 0xD7FF).Select(c => (char)c));

        Assert.Equal(all, WebUtility.HtmlDecode(PlainEncoder.Only.Encode(all)));
    }
}
