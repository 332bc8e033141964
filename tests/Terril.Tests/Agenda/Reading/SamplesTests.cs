using System.Globalization;
using Terril.Agenda.Reading;

namespace Terril.Tests.Agenda.Reading;

public sealed class SamplesTests
{
    public static TheoryData<string, string, string[]> Expected() => new()
    {
        { Samples.Google, "", [
            "0abc1def2ghi3jkl@google.com · · 1 Confirmed · Conférence : l’eau & le sol · 10-21T16:30 120 · Maison exemple, 1 rue du Terril, 62000 Arras, France",
            "9zyx8wvu@google.com · · 0 Confirmed · Atelier du mardi · 10-06T16:00 01-05T17:00 90 · ",
            "9zyx8wvu@google.com · 20261201T170000Z · 1 Confirmed · Atelier du mardi, un mercredi · 12-02T17:00 90 · "] },
        { Samples.Outlook, "", [
            "040000008200E00074C5B7101A82E00800000000EXEMPLE · · 2 Confirmed · Comité du climat · 11-03T13:00 90 · Réunion Microsoft Teams",
            "040000008200E00074C5B7101A82E00800000000JOURNEE · · 0 Cancelled · Journée des sols · 12-05 2880 · "] },
        { Samples.Thunderbird, "", ["3f1c6f0e-0000-4000-8000-000000000001 · · 0 Confirmed · Balade au pied du terril · 10-17T12:30 10-24T12:30 10-31T13:30 120 · "] },
        { Samples.Nextcloud, "not-public", ["11111111-2222-4333-8444-555555555555 · · 4 Tentative · Nuit de la chouette · 10-24T23:30 240 · Bois exemple"] },
        { Samples.OpenAgenda, "", [
            "41234567 · · 0 Confirmed · Fête de l’énergie · 10-10T08:00 10-11T08:00 480 · Halle exemple",
            "41234568 · · 0 Cancelled · Sortie annulée · 11-08T08:00 180 · "] },
    };

    [Theory, MemberData(nameof(Expected))]
    public void What_the_usual_programs_write_is_read(string sample, string rules, string[] events)
    {
        var read = Feeds.Read(sample);
        Assert.Equal(events, read.Events.Select(Said));
        Assert.Equal(rules, Feeds.Rules(read));
        Assert.True(read.IsWhole);
    }

    [Fact]
    public void What_they_say_besides_is_kept()
    {
        Assert.Equal("Au programme :\n\n- la haie\n- le sol\n\nLe détail", Feeds.Read(Samples.Google).Events[0].Description);
        Assert.Equal(("https://visio.example/l/reunion", "fr-fr"), (Feeds.Read(Samples.Outlook).Events[0].Online, Feeds.Read(Samples.Outlook).Events[0].Language));
        Assert.Equal("Association exemple", Feeds.Read(Samples.Thunderbird).Events[0].Organiser);
        Assert.Equal((50.291, 2.778), Feeds.Read(Samples.Nextcloud).Events[0].Place!.Position);

        var fair = Feeds.Read(Samples.OpenAgenda).Events[0];
        Assert.Equal(("2 place du Terril, Arras", "62041", "https://visio.example/fete", "https://openagenda.example/fete"), (fair.Place!.Address, fair.Place.Commune, fair.Online, fair.Page));
        Assert.Equal("Une journée pour comprendre.\n\nDes **ateliers** toute la journée.", fair.Description);
        Assert.Equal("Agenda exemple", Feeds.Read(Samples.OpenAgenda).Name);
    }

    private static string Said(FeedEvent e) => string.Create(CultureInfo.InvariantCulture,
        $"{e.Uid} · {e.RecurrenceId}{(e.RecurrenceId is null ? "" : " ")}· {e.Sequence} {e.Status} · {e.Title} · {Feeds.Starts(e)} {(e.Slots[0].EndsAt - e.Slots[0].StartsAt).TotalMinutes} · {e.Place?.Name}");
}
