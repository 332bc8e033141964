using Terril.Observatory.Reading;

namespace Terril.Observatory.Tests.Reading;

public class DelimiterTests
{
    [Theory]
    [InlineData("a,b,c\n1,2,3\n", "virgule")]
    [InlineData("a;b;c\n1;2;3\n", "point-virgule")]
    [InlineData("a\tb\tc\n1\t2\t3\n", "tabulation")]
    [InlineData("a|b|c\n1|2|3\n", "barre verticale")]
    [InlineData("a;b", "point-virgule")]
    [InlineData("a;b\n1,5;2,5\n", "point-virgule")]
    [InlineData("nom;valeur (t, kg)\nx;1,5\ny;2,5\n", "point-virgule")]
    [InlineData("nom,valeur\nx,\"a;b;c\"\n", "virgule")]
    [InlineData("\"a;b\",c\n1,2\n", "virgule")]
    [InlineData("date,nom,zones\n1,2,A|B|C\n2,3,A|B|C\n", "virgule")]
    [InlineData("a;b;c\n1;2;3\n1;2\n4;5;6\n", "point-virgule")]
    [InlineData("a;b;c;\n1;2;3;\n", "point-virgule")]
    [InlineData("a;b;c\n1;2;3;\n", "point-virgule")]
    [InlineData("valeur\n1,5\n2,5\n", "une seule colonne")]
    [InlineData("valeur\n\n12\n13\n", "une seule colonne")]
    [InlineData("nom, prénom\nA\nB\nC\n", "une seule colonne")]
    public void It_is_found_by_the_likeness_of_rows(string text, string name) => Assert.Equal($"UTF-8, {name}", FormatOf(text, new ReadingOptions()));

    [Fact]
    public void Rows_above_the_names_do_not_count() =>
        Assert.Equal("UTF-8, point-virgule", FormatOf("a,b,c,d\nTitre, sous-titre, date\nx;y\n1,5;2\n", new ReadingOptions { Header = 3 }));

    [Fact]
    public void A_table_of_one_column_is_read()
    {
        var sheet = Sheet.Of("valeur\n1,5\n2;5\n\"3\n|\"\n");

        Assert.Equal([["1,5"], ["2;5"], ["3\n|"]], sheet.Cells);
        Assert.Equal("UTF-8, une seule colonne", sheet.Format);
    }

    // Without reading the rows, some of which are at fault.
    private static string FormatOf(string text, ReadingOptions options)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, text);
        using var reader = RowReader.Open(path, "x.csv", options);
        File.Delete(path);
        return reader.Format.Fr;
    }
}
