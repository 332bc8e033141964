using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terril.Observatory;
using Terril.Shared.Access;
using Terril.Shared.PersonalData;
using Terril.Tests.Harness;

namespace Terril.Tests.Privacy.Mine;

public sealed class DossierTests
{
    public static TheoryData<LegalBasis> Bases => [.. Enum.GetValues<LegalBasis>()];

    [Theory, MemberData(nameof(Bases))]
    public async Task The_rights_offered_are_those_of_the_legal_basis_that_was_decided_and_no_others(LegalBasis basis)
    {
        await using var house = await WithNotes(Provider.Sqlite);
        await house.InDatabase(async db =>
        {
            db.PurposeDecisions.Add(new() { Purpose = "notes", Controller = "Fondation d’essai", Basis = basis, DecidedAt = house.Clock.Now });
            return await db.SaveChangesAsync();
        });
        using var reader = await house.ComeByMail("jeanne@example.org");

        var section = (await reader.Page("/mes-donnees/dossier")).QuerySelector("[data-purpose=notes]")!;

        Assert.Equal(Rights.Of(basis).Select(r => r.ToString()), section.QuerySelectorAll("[data-right]").Select(li => li.GetAttribute("data-right")));
        Assert.Contains("Fondation d’essai", section.TextContent, StringComparison.Ordinal);
        Assert.Equal(basis.Give(Right.Rectification), section.QuerySelector("a[href*=corriger]") is not null);

        // Nor by their addresses.
        Assert.Equal(basis.Give(Right.Erasure) ? HttpStatusCode.OK : HttpStatusCode.NotFound, await reader.StatusOf("/mes-donnees/effacer?finalite=notes"));
        foreach (var right in Enum.GetValues<Right>())
        {
            var isAsked = basis.Give(right) && right is Right.Rectification or Right.Restriction or Right.Objection && basis.Give(right);
            Assert.Equal((right, isAsked ? HttpStatusCode.OK : HttpStatusCode.NotFound), (right, await reader.StatusOf($"/mes-donnees/demander?finalite=notes&droit={right}")));
        }
    }

    [Theory, OnBothDatabases]
    public async Task All_that_is_held_is_shown_to_its_person_and_nothing_of_anybody_else(Provider on)
    {
        await using var house = await WithNotes(on);
        await house.Give("jeanne@example.org");
        using var reader = await house.ComeByMail("jeanne@example.org");

        var text = (await reader.Page("/mes-donnees/dossier")).Body!.TextContent;

        Assert.Contains("Note de Jeanne", text, StringComparison.Ordinal);
        Assert.Contains(PrivacyHouse.Words.Text.Fr, text, StringComparison.Ordinal);
        Assert.Contains("bulletin 12", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ali", text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task The_copy_says_the_same_to_a_reader_and_to_a_machine_and_leaves_a_trace(Provider on)
    {
        await using var house = await WithNotes(on);
        await house.Give("jeanne@example.org");
        using var reader = await house.ComeByMail("jeanne@example.org");

        // That one was taken is in what the next tells: what is read comes last.
        var json = await reader.Fill("/mes-donnees/dossier", "form[action*=json]");
        var html = await reader.Fill("/mes-donnees/dossier", "form[action*=copy]");

        Assert.Equal("mes-donnees-2026-11-21.html", html.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Equal("application/json", json.Content.Headers.ContentType!.MediaType);
        Assert.Contains("no-store", json.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        var (copy, data) = (await Visitor.Read(html), JsonSerializer.Deserialize<JsonElement>(await json.Content.ReadAsStringAsync()));
        Assert.Null(copy.QuerySelector("form"));
        var values = Strings(data.GetProperty("purposes"), "fields").ToList();
        Assert.Contains("Note de Jeanne", values);
        // What a person reads, however it is encoded.
        var read = copy.QuerySelectorAll("dd").Select(dd => dd.TextContent.Trim()).ToHashSet(StringComparer.Ordinal);
        Assert.All(values.Where(v => v.Length > 0), value => Assert.Contains(value.ReplaceLineEndings("\n").Trim(), read));
        Assert.Equal(2, await house.InDatabase(db => db.AuditEntries.CountAsync(e => e.Act == "privacy.copy")));
    }

    [Theory, OnBothDatabases]
    public async Task What_is_erased_is_read_again_first_then_gone_with_a_tombstone(Provider on)
    {
        await using var house = await WithNotes(on);
        using var reader = await house.ComeByMail("jeanne@example.org");
        var review = await reader.Page("/mes-donnees/effacer?finalite=notes");
        Assert.Contains("1 élément", review.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, Notes.Of(house).Count);

        var done = await reader.Follow(await reader.Fill(review));

        Assert.Contains("C’est effacé", done.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("ali@example.org", Assert.Single(Notes.Of(house)).Value.Address);
        var tombstone = await house.InDatabase(db => db.Tombstones.SingleAsync());
        Assert.Equal(("notes", 1), (tombstone.Holding, tombstone.Count));
        Assert.Equal(1, await house.InDatabase(db => db.ErasedRecords.CountAsync(e => e.Holding == "notes")));
        Assert.Equal(tombstone.Mark, await house.InDatabase(db => db.AuditEntries.Where(e => e.Act == "privacy.erase").Select(e => e.Subject).SingleAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task A_value_of_ones_own_is_corrected_and_that_of_another_is_not(Provider on)
    {
        await using var house = await WithNotes(on);
        using var reader = await house.ComeByMail("jeanne@example.org");
        var (mine, other) = (Notes.Of(house).Single(n => n.Value.Address == "jeanne@example.org").Key, Notes.Of(house).Single(n => n.Value.Address == "ali@example.org").Key);

        var wrong = await Visitor.Read(await reader.Fill(Correct(mine), ("valeur", "")));
        Assert.NotNull(wrong.QuerySelector("[role=alert] a[href='#valeur']"));
        await reader.Fill(Correct(mine), ("valeur", "Autre chose"));

        Assert.Equal("Autre chose", Notes.Of(house)[mine].Text);
        Assert.Equal(HttpStatusCode.NotFound, await reader.StatusOf(Correct(other)));
        var page = await reader.Page(Correct(mine));
        await reader.Fill(page, null, ("numero", other.ToString()), ("valeur", "Volé"));
        Assert.Equal("Note de Ali", Notes.Of(house)[other].Text);
    }

    [Theory, OnBothDatabases]
    public async Task A_consent_is_withdrawn_by_one_button_of_the_file(Provider on)
    {
        await using var house = await PrivacyHouse.Open(on, services => services.AddHolding<LetterHolding>());
        await house.Give("jeanne@example.org");
        using var reader = await house.ComeByMail("jeanne@example.org");

        var done = await reader.Follow(await reader.Fill("/mes-donnees/dossier", "form[action*=withdraw]"));

        Assert.Contains("retiré", done.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Null(await house.Given("jeanne@example.org"));
    }

    [Theory, OnBothDatabases]
    public async Task The_trail_tells_a_visitor_what_they_did_by_their_mark_and_a_member_of_staff_by_their_account(Provider on)
    {
        await using var house = await WithNotes(on);
        using var reader = await house.ComeByMail("jeanne@example.org");
        await reader.Fill("/mes-donnees/dossier", "form[action*=json]");
        Assert.Contains("privacy.copy", (await reader.Page("/mes-donnees/dossier")).QuerySelector("[data-purpose=audit]")!.TextContent, StringComparison.Ordinal);

        using var editor = await house.SignIn(Role.Editor);
        await editor.Fill("/gestion/courriels", "main form[action*=hold]");
        using var staff = await house.ComeByMail(editor.Email!);
        var trail = (await staff.Page("/mes-donnees/dossier")).QuerySelector("[data-purpose=audit]")!.TextContent;
        Assert.Contains("post.hold", trail, StringComparison.Ordinal);
        Assert.DoesNotContain("privacy.copy", trail, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task What_needs_a_human_is_asked_with_a_number_and_a_month_to_answer(Provider on)
    {
        await using var house = await WithNotes(on);
        using var reader = await house.ComeByMail("jeanne@example.org");
        var form = "/mes-donnees/demander?finalite=notes&droit=Restriction";
        Assert.NotNull((await Visitor.Read(await reader.Fill(form, ("mots", " ")))).QuerySelector("[role=alert] a[href='#mots']"));

        var done = await reader.Follow(await reader.Fill(form, ("mots", "Je conteste cette note.")));

        var request = await house.InDatabase(db => db.RightsRequests.SingleAsync());
        Assert.Contains(request.Reference, done.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((Right.Restriction, house.Clock.Now.AddMonths(1), "Je conteste cette note."), (request.Asks, request.DueAt, request.Said));
    }

    [Fact]
    public async Task A_form_sent_without_its_token_does_nothing()
    {
        await using var house = await WithNotes(Provider.Sqlite);
        using var reader = await house.ComeByMail("jeanne@example.org");

        var answer = await reader.Client.PostAsync(new Uri("/mes-donnees/effacer", UriKind.Relative), new FormUrlEncodedContent([new("finalite", "notes")]));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(2, Notes.Of(house).Count);
    }

    private static string Correct(Guid record) => $"/mes-donnees/corriger?sorte=notes&numero={record}&champ=text";

    private static async Task<House> WithNotes(Provider on)
    {
        var house = await PrivacyHouse.Open(on, services => services
            .AddSingleton<Notes>()
            .AddPurpose(new("notes", new("Tenir des notes", "Keeping notes"), new("Pour s’en souvenir.", "To remember."), LegalBasis.LegitimateInterest))
            .AddHolding<NotesHolding>());
        Notes.Of(house).Add(Guid.CreateVersion7(), new("jeanne@example.org", "Note de Jeanne"));
        Notes.Of(house).Add(Guid.CreateVersion7(), new("ali@example.org", "Note de Ali"));
        return house;
    }

    private static IEnumerable<string> Strings(JsonElement element, string under, bool isUnder = false) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(e => Strings(e, under, isUnder)),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Strings(p.Value, under, isUnder || p.Name == under)),
        JsonValueKind.String when isUnder => [element.GetString()!],
        _ => [],
    };

    private sealed record Note(string Address, string Text);

    /// <summary>Stands for a room.</summary>
    private sealed class Notes
    {
        private Dictionary<Guid, Note> All { get; } = [];

        public static Dictionary<Guid, Note> Of(House house) => house.Services.GetRequiredService<Notes>().All;

        public Dictionary<Guid, Note> Kept => All;
    }

    private sealed class NotesHolding(Notes notes) : IHoldPersonalData
    {
        public Holding Holding { get; } = new("notes", "notes", new("Des notes", "Notes"), Keeping.Years(1), new("après la note", "after the note"));

        public Task<IReadOnlyList<HeldRecord>> Find(string address, CancellationToken stop) => Task.FromResult<IReadOnlyList<HeldRecord>>(
            [.. notes.Kept.Where(n => n.Value.Address == address).Select(n => new HeldRecord(n.Key, new("Note", "Note"), DateTimeOffset.UnixEpoch, new HeldField("text", new("Texte", "Text"), n.Value.Text, IsEditable: true)))]);

        public Task<IReadOnlyList<Guid>> Expired(DateTimeOffset before, int most, CancellationToken stop) => Task.FromResult<IReadOnlyList<Guid>>([]);

        public Task<int> Erase(IReadOnlyCollection<Guid> records, CancellationToken stop) => Task.FromResult(records.Count(notes.Kept.Remove));

        public Task<Text?> Rectify(Guid record, string field, string value, CancellationToken stop)
        {
            if (value.Length == 0) return Task.FromResult<Text?>(new("Une note a un texte : écrivez-le.", "A note has a text: write it."));
            notes.Kept[record] = notes.Kept[record] with { Text = value };
            return Task.FromResult<Text?>(null);
        }
    }

    /// <summary>Stands for the room of letters: who receives it is who agreed.</summary>
    private sealed class LetterHolding : IHoldPersonalData
    {
        public Holding Holding { get; } = new("letter.subscription", PrivacyHouse.Letter, new("Votre abonnement", "Your subscription"), Keeping.Years(3), new("après", "after"));

        public Task<IReadOnlyList<HeldRecord>> Find(string address, CancellationToken stop) =>
            Task.FromResult<IReadOnlyList<HeldRecord>>([new(Guid.CreateVersion7(), new("Abonnement", "Subscription"), DateTimeOffset.UnixEpoch)]);

        public Task<IReadOnlyList<Guid>> Expired(DateTimeOffset before, int most, CancellationToken stop) => Task.FromResult<IReadOnlyList<Guid>>([]);

        public Task<int> Erase(IReadOnlyCollection<Guid> records, CancellationToken stop) => Task.FromResult(0);
    }
}
