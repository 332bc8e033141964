using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Terril.Tests.Harness;

/// <summary>Somebody with a browser of their own: it keeps cookies, fills forms, and follows no redirection unless told to.</summary>
public sealed class Visitor : IDisposable
{
    private readonly Jar _jar = new() { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false } };

    public Visitor(Uri address) => Client = new(_jar) { BaseAddress = address };

    /// <summary>Sends and keeps this visitor’s cookies.</summary>
    public HttpClient Client { get; }

    /// <summary>Who is signed in, when the house signed them in.</summary>
    public Guid Id { get; init; }

    public string Email { get; init; } = "";

    public IDictionary<string, string> Cookies => _jar.Kept;

    public Task<HttpResponseMessage> Get(string path) => Client.GetAsync(new Uri(path, UriKind.Relative));

    public async Task<HttpStatusCode> StatusOf(string path)
    {
        using var answer = await Get(path);
        return answer.StatusCode;
    }

    /// <summary>The page at an address, whatever its status.</summary>
    public async Task<IDocument> Page(string path)
    {
        using var answer = await Get(path);
        return await Read(answer);
    }

    /// <summary>The page of an answer.</summary>
    public static async Task<IDocument> Read(HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync();
        return await BrowsingContext.New(Configuration.Default)
            .OpenAsync(page => page.Content(html).Address(answer.RequestMessage!.RequestUri!).Status(answer.StatusCode));
    }

    /// <summary>The page that an answer leads to, through its redirections.</summary>
    public async Task<IDocument> Follow(HttpResponseMessage answer)
    {
        for (var steps = 0; answer.Headers.Location is { } next && steps < 10; steps++) answer = await Client.GetAsync(new Uri(answer.RequestMessage!.RequestUri!, next));
        return await Read(answer);
    }

    /// <summary>Opens a page, fills its form with <paramref name="fields"/> and sends it with what it already holds, antiforgery included.</summary>
    /// <param name="form">Which form, when there are several in <c>main</c>; by default the first that posts.</param>
    public async Task<HttpResponseMessage> Fill(string path, string? form = null, params (string Name, string? Value)[] fields) =>
        await Fill(await Page(path), form, fields);

    public Task<HttpResponseMessage> Fill(string path, params (string Name, string? Value)[] fields) => Fill(path, null, fields);

    /// <summary>Fills and sends a form of a page already open. A field whose value is null is left out; naming a button presses it.</summary>
    public Task<HttpResponseMessage> Fill(IDocument page, string? form = null, params (string Name, string? Value)[] fields)
    {
        var found = page.QuerySelector<IHtmlFormElement>(form ?? "main form[method=post]")
            ?? throw new InvalidOperationException($"{page.Url} ({page.StatusCode}) has no form {form}:\n{page.Body?.TextContent}");
        var given = fields.ToLookup(f => f.Name, f => f.Value, StringComparer.Ordinal);
        var sent = Held(found).Where(f => !given.Contains(f.Key))
            .Concat(fields.Where(f => f.Value is not null).Select(f => KeyValuePair.Create(f.Name, f.Value!)));
        return Client.PostAsync(new Uri(new Uri(page.Url), found.GetAttribute("action") ?? ""), new FormUrlEncodedContent(sent));
    }

    private static IEnumerable<KeyValuePair<string, string>> Held(IHtmlFormElement form) => form.Elements.SelectMany(element => element switch
    {
        IHtmlInputElement { Name: null } or IHtmlInputElement { IsDisabled: true } or IHtmlInputElement { Type: "submit" or "button" or "file" } => [],
        IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } => [],
        IHtmlInputElement input => [KeyValuePair.Create(input.Name!, input.Value)],
        IHtmlTextAreaElement { Name: { } name } area => [KeyValuePair.Create(name, area.Value)],
        IHtmlSelectElement { Name: { } name } select => select.Options.Where(o => o.IsSelected).Select(o => KeyValuePair.Create(name, o.Value)),
        _ => Array.Empty<KeyValuePair<string, string>>(),
    });

    public void Dispose() => Client.Dispose();

    // As a browser does on its own machine, sends over http the cookies that are Secure.
    private sealed class Jar : DelegatingHandler
    {
        public Dictionary<string, string> Kept { get; } = new(StringComparer.Ordinal);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Kept.Count > 0) request.Headers.Add("Cookie", string.Join("; ", Kept.Select(c => $"{c.Key}={c.Value}")));
            var answer = await base.SendAsync(request, cancellationToken);
            if (answer.Headers.TryGetValues("Set-Cookie", out var cookies))
                foreach (var cookie in cookies) Keep(cookie);
            return answer;
        }

        private void Keep(string cookie)
        {
            var parts = cookie.Split(';', StringSplitOptions.TrimEntries);
            var (name, value) = parts[0].Split('=', 2) is [var n, var v] ? (n, v) : (parts[0], "");
            if (value.Length == 0 || parts.Contains("max-age=0", StringComparer.OrdinalIgnoreCase)) Kept.Remove(name);
            else Kept[name] = value;
        }
    }
}
