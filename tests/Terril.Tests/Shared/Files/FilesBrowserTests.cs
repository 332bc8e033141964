using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Terril.Tests.Harness;

namespace Terril.Tests.Shared.Files;

/// <summary>What was sent, opened in a real browser: nothing in it runs.</summary>
public sealed class FilesBrowserTests
{
    /// <summary>What a document does of itself when it is opened in a reader that lets it.</summary>
    private const string Act = "app.alert('ran')";

    [Fact]
    public async Task A_document_that_would_act_when_opened_is_downloaded_and_opens_nothing()
    {
        await using var house = await FilesHouse.Open(Provider.Sqlite);
        var file = await house.Kept(Acting(), "rapport.pdf");
        var (page, heard) = await Listening();

        var download = await page.RunAndWaitForDownloadAsync(async () =>
        {
            try
            {
                await page.GotoAsync(new Uri(house.Address, file.Path).ToString());
            }
            catch (PlaywrightException stopped) when (stopped.Message.Contains("ERR_ABORTED", StringComparison.Ordinal) || stopped.Message.Contains("Download is starting", StringComparison.Ordinal))
            {
                // A download is no page.
            }
        });

        Assert.Equal("rapport.pdf", download.SuggestedFilename);
        Assert.Equal(Acting(), await File.ReadAllBytesAsync((await download.PathAsync())!));
        Assert.Empty(heard);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_document_put_in_a_page_of_ours_is_not_opened_there_either()
    {
        await using var house = await FilesHouse.Open(Provider.Sqlite);
        var file = await house.Kept(Acting(), "rapport.pdf");
        var (page, heard) = await Listening();
        await page.GotoAsync(new Uri(house.Address, "/mentions-legales").ToString());

        await page.EvaluateAsync("path => { for (const name of ['iframe', 'embed', 'object']) { const it = document.createElement(name); it.src = it.data = path; document.body.append(it); } }", file.Path);
        await page.WaitForTimeoutAsync(1500);

        Assert.Empty(heard);
        Assert.All(page.Frames.Skip(1), frame => Assert.DoesNotContain("rapport.pdf", frame.Url, StringComparison.Ordinal));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_picture_is_shown_where_no_script_runs_and_is_nobodys_origin()
    {
        await using var house = await FilesHouse.Open(Provider.Sqlite);
        var file = await house.Kept(Pictures.PngWith(1), "terril.png");
        var (page, heard) = await Listening();

        var answer = await page.GotoAsync(new Uri(house.Address, file.Path).ToString());

        Assert.Equal(("image/png", 200), (answer!.Headers["content-type"], answer.Status));
        Assert.Equal(64, await page.EvaluateAsync<int>("document.images[0].naturalWidth"));
        Assert.Equal("null", await page.EvaluateAsync<string>("self.origin"));
        // What the box says of itself: no script that the page would bear is run.
        await page.EvaluateAsync("() => { const it = document.createElement('script'); it.textContent = 'alert(1)'; document.documentElement.append(it); const to = document.createElement('img'); to.setAttribute('onerror', 'alert(2)'); to.src = 'data:,'; document.documentElement.append(to); }");
        await page.WaitForTimeoutAsync(300);
        Assert.Empty(heard);
        await page.Context.CloseAsync();
    }

    private static async Task<(IPage Page, List<string> Heard)> Listening()
    {
        var (page, heard) = (await Browser.Page(), new List<string>());
        page.Dialog += async (_, dialog) =>
        {
            heard.Add(dialog.Message);
            await dialog.DismissAsync();
        };
        page.Popup += (_, popup) => heard.Add(popup.Url);
        return (page, heard);
    }

    /// <summary>A PDF of one empty sheet that acts as soon as it is opened.</summary>
    private static byte[] Acting()
    {
        string[] things =
        [
            "<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
            $"<</Type/Action/S/JavaScript/JS({Act.Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)})>>",
        ];
        var (text, places) = (new StringBuilder("%PDF-1.7\n"), new List<int>());
        for (var i = 0; i < things.Length; i++)
        {
            places.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{things[i]}\nendobj\n");
        }
        var table = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {places.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places) text.Append(CultureInfo.InvariantCulture, $"{place:d10} 00000 n \n");
        text.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {places.Count + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
