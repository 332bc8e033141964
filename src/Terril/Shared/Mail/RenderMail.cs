using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Terril.Shared.Wording;

namespace Terril.Shared.Mail;

/// <summary>What a template makes: the same words as a page and as plain text.</summary>
public sealed record WrittenMail(string Subject, string Html, string Text);

/// <summary>What the frame of a mail shows round its words.</summary>
/// <param name="Unsubscribe">Where one leaves the list, for a mailing.</param>
public sealed record MailFrame(string Subject, IHtmlContent Words, string Language, string? Unsubscribe);

public static class MailViews
{
    /// <summary>Says the subject of the mail. A template that does not is refused.</summary>
    public static void Subject(this ViewDataDictionary data, string subject) => data[nameof(Subject)] = subject;

    internal static string? Subject(this ViewDataDictionary data) => data[nameof(Subject)] as string;
}

/// <summary>Makes a mail of a view, in the language of whom it is for rather than that of whoever asks.</summary>
public sealed class RenderMail(IRazorViewEngine views, IModelMetadataProvider metadata, ITempDataProvider tempData, IServiceProvider services)
{
    private const string Frame = "/Shared/Mail/_Frame.cshtml";

    public async Task<WrittenMail> Run<TModel>(string template, TModel model, string language, string? unsubscribe = null)
    {
        var (words, data) = await View(template, model, language);
        var subject = data.Subject() ?? throw new InvalidOperationException($"{template} does not say its subject: ViewData.Subject(…).");
        var (page, _) = await View(Frame, new MailFrame(subject, new HtmlString(words), language, unsubscribe), language);
        return new(subject, page, PlainText.Of(page));
    }

    private async Task<(string Html, ViewDataDictionary Data)> View<TModel>(string path, TModel model, string language)
    {
        var found = views.GetView(null, path, isMainPage: false);
        if (!found.Success) throw new InvalidOperationException($"{path} is no view.");

        var http = new DefaultHttpContext { RequestServices = new InLanguage(services, new Words(language)) };
        var action = new ActionContext(http, new(), new());
        var data = new ViewDataDictionary<TModel>(metadata, new()) { Model = model };
        await using var text = new StringWriter();
        await found.View.RenderAsync(new(action, found.View, data, new TempDataDictionary(http, tempData), text, new HtmlHelperOptions()));
        return (text.ToString(), data);
    }

    private sealed class InLanguage(IServiceProvider services, Words words) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(Words) ? words : services.GetService(serviceType);
    }
}
