using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terril.Actions.Census;
using Terril.Actions.Import;
using Terril.Collectives.Organisations;
using Terril.Collectives.Public;
using Terril.Shared.Audit;
using Terril.Shared.Search;
using Terril.Tests.Harness;
using Terril.Tests.Visits.Public;

namespace Terril.Tests.Actions;

/// <summary>Actions of a house, and what people do of them.</summary>
internal static partial class ActionsHouse
{
    public const string Sample = "samples/hauts-de-france/actions/actions.csv";

    /// <summary>The sample is published, its table of actions included.</summary>
    public static async Task<House> Open(Provider on)
    {
        var house = await PublicHouse.Open(on);
        await house.ImportActions(Checkout.File(Sample));
        return house;
    }

    public static Task<ActionsImported> ImportActions(this House house, string file, bool isTrial = false, string source = "exemple") => house.InScope(async services =>
    {
        var db = services.GetRequiredService<Terril.Shared.Database.TerrilDb>();
        return await new ImportActions(db, services.GetRequiredService<AuditTrail>(), house.Clock).Run(source, ReadActions.Run(File.OpenRead(file), Path.GetFileName(file), null), await services.GetRequiredService<KnownCollectives>().Now(), isTrial, CancellationToken.None);
    });

    /// <summary>A sheet that everybody reads.</summary>
    public static async Task<ActionSheet> Action(this House house, string title, Action<ActionSheet>? more = null)
    {
        var sheet = NewAction(house.Clock.Now, title);
        more?.Invoke(sheet);
        sheet.Words = SheetForm.WordsOf(sheet);
        await house.InDatabase(db =>
        {
            db.ActionSheets.Add(sheet);
            return db.SaveChangesAsync();
        });
        return sheet;
    }

    public static ActionSheet NewAction(DateTimeOffset now, string title) => new()
    {
        Slug = SearchText.Normalise(title).Replace(' ', '-'), TitleFr = title, WhatFr = "Ce qui est fait, en une phrase.", LeadName = "Commune exemple", State = ActionState.Published, PublishedAt = now, CreatedAt = now, ChangedAt = now,
        Words = SearchText.Normalise(title),
    };

    /// <summary>Gives it a ground around there, a kilometre high or so.</summary>
    public static void Settle(ActionSheet sheet, double latitude, double longitude)
    {
        FormattableString around = $"POLYGON (({longitude - 0.005} {latitude - 0.005}, {longitude + 0.005} {latitude - 0.005}, {longitude + 0.005} {latitude + 0.005}, {longitude - 0.005} {latitude + 0.005}, {longitude - 0.005} {latitude - 0.005}))";
        Assert.True(Area.TryRead(FormattableString.Invariant(around), out var area, out _));
        SheetForm.Settle(sheet, area);
    }

    public static async Task<Organisation> Organisation(this House house, string name)
    {
        var organisation = new Organisation { Slug = SearchText.Normalise(name).Replace(' ', '-'), Name = name, IsPublished = true, CreatedAt = house.Clock.Now, ChangedAt = house.Clock.Now };
        await house.InDatabase(db =>
        {
            db.Organisations.Add(organisation);
            return db.SaveChangesAsync();
        });
        return organisation;
    }

    public static (string Name, string? Value)[] Fields(string title, string address, params (string Name, string? Value)[] more) =>
        Over([("Form.TitleFr", title), ("Form.WhatFr", "Des bacs, une pesée, un bilan."), ("Form.Lead", "Association exemple"), ("Form.Stage", "UnderWay"), ("Form.Territories", "Dunkerque (commune:59183)"), ("Form.Indicators", "waste.household.per-inhabitant"), ("Form.Name", "Lou Démonstration"), ("Form.Address", address)], more);

    private static (string Name, string? Value)[] Over((string Name, string? Value)[] usual, (string Name, string? Value)[] more) => [.. usual.Where(u => !more.Any(m => m.Name == u.Name)), .. more];

    /// <summary>Opens the form, reads it, fills it and sends it.</summary>
    public static async Task<HttpResponseMessage> Propose(this House house, params (string Name, string? Value)[] fields)
    {
        using var visitor = house.Stranger();
        var page = await visitor.Page("/actions/proposer");
        house.Clock.Advance(TimeSpan.FromSeconds(5));
        return await visitor.Fill(page, null, fields);
    }

    /// <summary>The path of the link of the last mail to this address.</summary>
    public static async Task<string> ActionLink(this House house, string address) => new Uri(Link().Match((await house.Mails(address))[^1].HtmlBody!).Value).AbsolutePath;

    public static Task<ActionSheet> Sheet(this House house, string title) => house.InDatabase(db => db.ActionSheets.AsNoTracking().SingleAsync(s => s.TitleFr == title));

    [GeneratedRegex(@"https?://[^\s""<>]+/actions/(proposer|encore-vraie)/[\w-]{43}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
