using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Terril.Shared.Access;
using Terril.Shared.Audit;
using Terril.Shared.Database;
using Terril.Tests.Harness;

namespace Terril.Tests.Desk.Journal;

public sealed class JournalTests
{
    private const string Journal = "/gestion/journal";

    [Theory, OnBothDatabases]
    public async Task The_latest_comes_first_and_each_heading_sorts_both_ways(Provider on)
    {
        await using var house = await With(on, ("b.act", "mail", "1"), ("a.act", "mail", "2"), ("c.act", "person", "3"));
        using var visitor = await house.SignIn(Role.Administrator);

        Assert.Equal(["c.act", "a.act", "b.act"], await Acts(visitor, Journal));
        var heading = (await visitor.Page(Journal)).QuerySelectorAll("thead a").First(a => a.TextContent == "Acte");
        Assert.Equal(["a.act", "b.act", "c.act"], await Acts(visitor, heading.GetAttribute("href")!));
        Assert.Equal(["c.act", "b.act", "a.act"], await Acts(visitor, $"{Journal}?sort=-Act"));
        Assert.Equal("descending", (await visitor.Page($"{Journal}?sort=-Act")).QuerySelector("th[aria-sort]")!.GetAttribute("aria-sort"));
    }

    [Theory, OnBothDatabases]
    public async Task It_is_searched_by_person_act_subject_and_day(Provider on)
    {
        await using var house = await With(on, ("mail.retry", "mail", "17"), ("accounts.invite", "person", "Élodie Témoin"));
        using var visitor = await house.SignIn(Role.Administrator);

        Assert.Equal(["accounts.invite"], await Acts(visitor, $"{Journal}?q=elodie"));
        Assert.Equal(["mail.retry"], await Acts(visitor, $"{Journal}?act=mail."));
        Assert.Equal(["mail.retry"], await Acts(visitor, $"{Journal}?kind=mail&subject=17"));
        Assert.Equal(["accounts.invite", "mail.retry"], await Acts(visitor, $"{Journal}?from=2026-11-21&to=2026-11-21"));
        Assert.Empty(await Acts(visitor, $"{Journal}?from=2026-11-22"));
        Assert.Empty(await Acts(visitor, $"{Journal}?to=2026-11-20"));
    }

    [Theory]
    [InlineData("sort=Words", "sort")]
    [InlineData("sort=0", "sort")]
    [InlineData("sort=At,Act", "sort")]
    [InlineData("sort=At;drop table audit_entries", "sort")]
    [InlineData("personId=1", "personId")]
    [InlineData("from=hier", "from")]
    [InlineData("number=0", "number")]
    [InlineData("number=99", "number")]
    public async Task What_the_table_does_not_declare_is_refused_by_its_name(string query, string named)
    {
        await using var house = await With(Provider.Sqlite);
        using var visitor = await house.SignIn(Role.Administrator);
        var page = await visitor.Page($"{Journal}?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        Assert.Contains(named, page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task It_is_taken_away_as_a_file_that_runs_nothing_and_that_is_told_in_the_trail(Provider on)
    {
        await using var house = await With(on, ("a.act", "=cmd|' /C calc'!A0", "@SUM(1)"), ("b.act", "mail", "a;\"b\""));
        using var visitor = await house.SignIn(Role.Administrator);
        using var answer = await visitor.Fill($"{Journal}?kind=mail", "form[action*='handler=export']");
        var csv = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("journal.csv", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.StartsWith("\uFEFFQuand;Qui;Acte;", csv, StringComparison.Ordinal);
        Assert.Contains(";\"mail a;\"\"b\"\"\";", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("a.act", csv, StringComparison.Ordinal);
        Assert.Equal("desk.export", (await Acts(visitor, Journal))[0]);

        using var all = await visitor.Fill(Journal, "form[action*='handler=export']");
        Assert.Contains(";'=cmd|", await all.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Fifty_lines_a_page_and_every_one_on_some_page(Provider on)
    {
        await using var house = await With(on, [.. Enumerable.Range(0, 120).Select(i => ($"act.{i:000}", "thing", "1"))]);
        using var visitor = await house.SignIn(Role.Administrator);
        var acts = new List<string>();
        for (var number = 1; number <= 3; number++) acts.AddRange(await Acts(visitor, $"{Journal}?number={number}"));

        Assert.Equal(Enumerable.Range(0, 120).Select(i => $"act.{i:000}").Reverse(), acts);
        Assert.Equal("2", (await visitor.Page($"{Journal}?number=2")).QuerySelector(".pager b")!.TextContent);
    }

    private static async Task<List<string>> Acts(Visitor visitor, string path)
    {
        var page = await visitor.Page(path);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        return [.. page.QuerySelectorAll("tbody tr").Select(row => row.Children[2].TextContent.Trim()).Where(act => act.Contains('.', StringComparison.Ordinal))];
    }

    private static async Task<House> With(Provider on, params (string Act, string Kind, string Subject)[] lines)
    {
        var house = await House.Open(on);
        foreach (var (act, kind, subject) in lines)
        {
            await house.InScope(async services =>
            {
                services.GetRequiredService<AuditTrail>().Record(act, kind, subject);
                await services.GetRequiredService<TerrilDb>().SaveChangesAsync();
            });
            house.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        return house;
    }
}
