using System.Text;
using Microsoft.EntityFrameworkCore;
using Terril.Actions.Census;
using Terril.Actions.Import;
using Terril.Observatory;
using Terril.Observatory.Reading;
using Terril.Shared.Access;
using Terril.Tests.Harness;
using Terril.Tests.Visits;
using Terril.Tests.Visits.Manage;

namespace Terril.Tests.Actions;

/// <summary>A table of actions is put in the census: all of it or nothing, and twice changes nothing.</summary>
public sealed class ImportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("terril-actions-").FullName;

    [Theory, OnBothDatabases]
    public async Task The_sample_is_put_in_once_twice_changes_nothing_and_a_trial_nothing_at_all(Provider on)
    {
        await using var house = await House.Open(on);
        var file = Checkout.File(ActionsHouse.Sample);
        Assert.Equal(new(9, 0, 0, 0), await house.ImportActions(file, isTrial: true));
        Assert.Equal(0, await house.InDatabase(db => db.ActionSheets.CountAsync()));

        Assert.Equal(new(9, 0, 0, 0), await house.ImportActions(file));
        var before = await house.InDatabase(Contents.Of);
        house.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(new(0, 0, 9, 0), await house.ImportActions(file));
        Assert.DoesNotContain(Contents.Differing(before, await house.InDatabase(Contents.Of)), table => !table.StartsWith("search_", StringComparison.Ordinal));

        // A row that changed changes its sheet, and keeps its address; one that the team took out stays out.
        var (slug, changed) = ((await house.Sheet("CAP Climat, rencontre régionale de 2015")).Slug, Write((await File.ReadAllTextAsync(file)).Replace("CAP Climat, rencontre régionale de 2015", "CAP Climat 2015", StringComparison.Ordinal).Replace("Ville de Lille|Cerdd", "Ville de Lille", StringComparison.Ordinal)));
        await house.InDatabase(db => db.ActionSheets.Where(s => s.SourceId == "debat-citoyen-2015").ExecuteUpdateAsync(set => set.SetProperty(s => s.State, ActionState.Withdrawn)));
        Assert.Equal(new(0, 2, 6, 1), await house.ImportActions(changed));
        Assert.Equal(slug, (await house.Sheet("CAP Climat 2015")).Slug);
    }

    [Fact]
    public void What_the_public_record_names_says_where_it_was_read_and_what_is_made_up_says_so()
    {
        foreach (var action in ReadActions.Run(File.OpenRead(Checkout.File(ActionsHouse.Sample)), "actions.csv", null))
        {
            var sheet = new ActionSheet();
            action.Fill(sheet);
            if (sheet.TitleFr.StartsWith("Exemple : ", StringComparison.Ordinal)) Assert.StartsWith("Example: ", sheet.TitleEn, StringComparison.Ordinal);
            else Assert.NotEmpty(sheet.SourceSays);
        }
    }

    [Theory]
    [InlineData("identifiant;titre;pilote;couleur\na;b;c;d\n", 1, 4, "unknown-column")]
    [InlineData("identifiant;titre\na;b\n", 1, null, "missing-column")]
    [InlineData("identifiant;titre;pilote\na;;c\n", 2, 2, "missing-value")]
    [InlineData("identifiant;titre;pilote\na;b;c\na;d;e\n", 3, 1, "duplicate-key")]
    [InlineData("identifiant;titre;pilote;stade\na;b;c;bientôt\n", 2, 4, "unknown-value")]
    [InlineData("identifiant;titre;pilote;territoires\na;b;c;Lille\n", 2, 4, "bad-territory")]
    [InlineData("identifiant;titre;pilote;debut\na;b;c;hier\n", 2, 4, "bad-day")]
    [InlineData("identifiant;titre;pilote;latitude;longitude\na;b;c;95;3\n", 2, 4, "out-of-range")]
    [InlineData("identifiant;titre;pilote;perimetre\na;b;c;POINT (3 50)\n", 2, 4, "bad-area")]
    [InlineData("identifiant;titre;pilote;liens\na;b;c;www.exemple.fr\n", 2, 4, "bad-address")]
    [InlineData("identifiant;titre;pilote;indicateurs\na;b;c;rien\n", 2, 4, "unknown-indicator")]
    public void A_fault_names_its_line_and_column(string table, int line, int? column, string rule)
    {
        var refusal = Assert.Throws<FaultyInputException>(() => ReadActions.Run(new MemoryStream(Encoding.UTF8.GetBytes(table)), "a.csv", new HashSet<string> { "population" }));
        Assert.Contains(refusal.Findings, f => f.Rule == rule && f.Place is { } place && place.Line == line && place.Column == column);
    }

    /// <summary>The table that everybody may take holds all that an import reads.</summary>
    [Theory, OnBothDatabases]
    public async Task What_is_taken_away_can_be_put_back(Provider on)
    {
        await using var from = await ActionsHouse.Open(on);
        await using var to = await House.Open(on);
        var table = Write(await from.Text("/actions.csv"));
        await to.ImportActions(table);

        Assert.Equal(Said(await from.Text("/actions.csv")), Said(await to.Text("/actions.csv")));
        Assert.Single(await to.InDatabase(db => db.ActionAreas.ToListAsync()));
        // Nothing is changed by an area that is the same; one that is gone from the table is gone.
        Assert.Equal(new(0, 0, 9, 0), await to.ImportActions(table));
        Assert.Equal(new(0, 1, 8, 0), await to.ImportActions(Write(System.Text.RegularExpressions.Regex.Replace(await File.ReadAllTextAsync(table), @"POLYGON \(\(.*?\)\)", "", default, TimeSpan.FromSeconds(1)))));
        Assert.Empty(await to.InDatabase(db => db.ActionAreas.ToListAsync()));

        // But for what only the census knows.
        static List<string> Said(string csv)
        {
            using var rows = RowReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "actions.csv", new());
            List<string> said = [];
            while (rows.Next()) said.Add(string.Join('|', Enumerable.Range(0, rows.Columns.Count - 4).Select(i => rows[i].ToString())));
            return said;
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_table_of_fewer_columns_changes_what_it_names_and_nothing_else(Provider on)
    {
        await using var house = await House.Open(on);
        await house.ImportActions(Write("identifiant;titre;pilote;partenaires;stade;territoires;perimetre;debut\na;Une haie;Commune exemple;Association exemple;réalisée;commune:59183;POLYGON ((3 50, 3.01 50, 3.01 50.01, 3 50));2024-03-01\n"));
        Assert.Equal(new(0, 1, 0, 0), await house.ImportActions(Write("identifiant;titre;pilote\na;Deux haies;Commune exemple\n")));

        var sheet = await house.InDatabase(db => db.ActionSheets.Whole().SingleAsync());
        Assert.Equal(("Deux haies", ActionStage.Done, " commune:59183 ", new DateOnly(2024, 3, 1)), (sheet.TitleFr, sheet.Stage, sheet.Territories, sheet.StartsOn));
        Assert.Equal("Association exemple", Assert.Single(sheet.Partners).Name);
        Assert.NotNull(sheet.Area);

        // A cell that is empty empties.
        await house.ImportActions(Write("identifiant;titre;pilote;territoires;perimetre\na;Deux haies;Commune exemple;;\n"));
        sheet = await house.InDatabase(db => db.ActionSheets.Whole().SingleAsync());
        Assert.Equal(("", null), (sheet.Territories, sheet.Area));
    }

    [Theory, OnBothDatabases]
    public async Task From_the_desk_a_table_is_read_told_and_put_in_at_a_word_and_a_faulty_one_leaves_nothing(Provider on)
    {
        await using var house = await House.Open(on);
        using var staff = await house.SignIn(Role.Editor);
        var bad = await staff.Follow(await staff.SendFile("/gestion/actions/import", "file", Encoding.UTF8.GetBytes("identifiant;titre;pilote;stade\na;b;c;en cours\nd;e;f;bientôt\n"), "a.csv", ("source", "essai")));
        Assert.Contains("ligne 3, colonne 4", bad.Said(), StringComparison.Ordinal);
        Assert.Equal(0, await house.InDatabase(db => db.ActionSheets.CountAsync()));

        var report = await staff.Follow(await staff.SendFile("/gestion/actions/import", "file", Encoding.UTF8.GetBytes("identifiant;titre;pilote\na;Une haie;Commune exemple\n"), "a.csv", ("source", "essai")));
        Assert.Equal(0, await house.InDatabase(db => db.ActionSheets.CountAsync()));
        await staff.Fill(report, "form[action*='handler=confirm']");
        Assert.Equal("une-haie", (await house.Sheet("Une haie")).Slug);
        Assert.Equal(0, await house.InDatabase(db => db.ActionImports.CountAsync()));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string table)
    {
        var path = Path.Combine(_folder, "actions.csv");
        File.WriteAllText(path, table);
        return path;
    }
}
