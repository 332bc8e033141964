using System.Text;
using Terril.Agenda.Reading;

namespace Terril.Tests.Agenda.Reading;

public sealed class ReadNewsFeedTests
{
    private const string Head = "<rss version=\"2.0\" xmlns:ev=\"http://purl.org/rss/1.0/modules/event/\" xmlns:geo=\"http://www.w3.org/2003/01/geo/wgs84_pos#\" xmlns:xcal=\"urn:ietf:params:xml:ns:xcal\"><channel><title>Agenda &amp; exemple</title><image><title>Logo</title></image><language>fr</language>";

    [Fact]
    public void An_item_with_a_date_of_event_is_read()
    {
        var read = Read(Head + "<item><guid>a1</guid><title>Marché &amp;amp; fête</title><link>https://terril.example/a</link><description>&lt;p&gt;Venez&lt;/p&gt;</description><category>Eau</category><pubDate>Tue, 01 Sep 2026 08:00:00 +0200</pubDate>"
            + "<ev:startdate>2026-10-21T09:00:00+02:00</ev:startdate><ev:enddate>2026-10-21T11:00:00+02:00</ev:enddate><ev:location>Lens</ev:location><geo:lat>50.4</geo:lat><geo:long>2.8</geo:long></item></channel></rss>");
        var one = Assert.Single(read.Events);

        Assert.Empty(read.Findings);
        Assert.Equal((FeedFormat.News, "Agenda & exemple"), (read.Format, read.Name));
        Assert.Equal(("a1", "Marché & fête", "https://terril.example/a", "Venez", "fr"), (one.Uid, one.Title, one.Page, one.Description, one.Language));
        Assert.Equal((Feeds.At(2026, 10, 21, 7), Feeds.At(2026, 10, 21, 9)), (one.Slots[0].StartsAt, one.Slots[0].EndsAt));
        Assert.Equal(("Lens", (50.4, 2.8)), (one.Place!.Name, one.Place.Position!.Value));
        Assert.Equal(Feeds.At(2026, 9, 1, 6), one.Modified);
    }

    [Fact]
    public void The_date_of_an_article_is_not_the_date_of_an_event()
    {
        var read = Read(Head + "\n<item><guid>a</guid><title>Un bilan</title><pubDate>Tue, 01 Sep 2026 08:00:00 +0200</pubDate></item></channel></rss>");
        Assert.Empty(read.Events);
        Assert.Equal(("no-date", 2), (Assert.Single(read.Findings).Rule, read.Findings[0].Place!.Line));
        Assert.Contains("a", read.Uids);
    }

    [Fact]
    public void Atom_and_the_whens_of_Google_are_read()
    {
        var one = Assert.Single(Read("<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:gd=\"http://schemas.google.com/g/2005\" xml:lang=\"fr\"><title>F</title><entry><id>urn:x:1</id><title type=\"html\">Visite</title><updated>2026-09-01T08:00:00Z</updated>"
            + "<link rel=\"self\" href=\"https://terril.example/self\"/><link rel=\"alternate\" href=\"https://terril.example/v\"/><category term=\"Air\"/><summary>Un mot</summary><gd:when startTime=\"2026-10-21\" endTime=\"2026-10-22\"/><gd:where valueString=\"Arras\"/></entry></feed>").Events);
        Assert.Equal(("urn:x:1", "https://terril.example/v", "Arras", "Un mot"), (one.Uid, one.Page, one.Place!.Name, one.Description));
        Assert.Equal((new DateOnly(2026, 10, 21), new DateOnly(2026, 10, 22)), (one.Slots[0].FirstDay, one.Slots[0].LastDay));
        Assert.Equal(["Air"], one.Categories);
    }

    [Fact]
    public void What_comes_before_a_cut_is_read()
    {
        var read = Read(Head + "<item><guid>a</guid><title>A</title><xcal:dtstart>20261021T090000Z</xcal:dtstart></item>\n<item><guid>b</guid><tit");
        Assert.Equal("a", Assert.Single(read.Events).Uid);
        Assert.Equal(("bad-xml", 2, false), (Assert.Single(read.Findings).Rule, read.Findings[0].Place!.Line, read.IsWhole));
    }

    [Theory]
    [InlineData("<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><channel><item><title>&x;</title></item></channel></rss>", "bad-xml")]
    [InlineData("<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><rss><channel><title>&b;</title></channel></rss>", "bad-xml")]
    [InlineData("<!DOCTYPE rss SYSTEM \"http://site.example/x.dtd\"><rss><channel><title>a</title></channel></rss>", "bad-xml")]
    [InlineData("<rss><channel><title>a&eacute;</title></channel></rss>", "bad-xml")]
    public void Definitions_and_entities_are_refused(string text, string rule)
    {
        var read = Read(text);
        Assert.Empty(read.Events);
        Assert.Equal(rule, Feeds.Rules(read));
        Assert.False(read.IsWhole);
    }

    [Fact]
    public void Depth_is_bounded() => Assert.Equal("too-deep", Feeds.Rules(Read($"<rss>{string.Concat(Enumerable.Repeat("<a>", 100_000))}")));

    [Theory]
    [InlineData("", "empty")]
    [InlineData("<!DOCTYPE html><html><title>Connexion</title>", "web-page")]
    [InlineData("<html><body>BEGIN", "web-page")]
    [InlineData("bonjour", "unknown-format")]
    [InlineData("\u001f\u008b\b", "compressed")]
    [InlineData("<svg/>", "unknown-format")]
    public void What_is_no_feed_is_refused_in_words(string text, string rule)
    {
        var read = ReadFeed.Run(Encoding.Latin1.GetBytes(text), "text/calendar", Feeds.Window);
        Assert.Equal((FeedFormat.Unknown, rule, false), (read.Format, Feeds.Rules(read), read.IsReadable));
        Assert.NotEqual(read.Findings[0].Message.Fr, read.Findings[0].Message.En);
    }

    [Fact]
    public void A_feed_in_the_Latin_alphabet_of_old_that_says_so_is_read()
    {
        var read = ReadFeed.Run(Encoding.Latin1.GetBytes("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rss><channel><title>Été</title></channel></rss>"), null, Feeds.Window);
        Assert.Equal(("Été", ""), (read.Name, Feeds.Rules(read)));
    }

    private static FeedRead Read(string text) => ReadFeed.Run(Encoding.UTF8.GetBytes(text), "application/rss+xml", Feeds.Window);
}
