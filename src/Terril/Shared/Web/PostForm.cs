using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Terril.Shared.Web;

/// <summary>Every form that posts says that it comes from one of our pages, without its author having to think of it.</summary>
[HtmlTargetElement("form", Attributes = "[method=post]")]
public sealed class PostForm(IHtmlGenerator generator) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    // A page that writes the field itself then writes nothing.
    public override void Init(TagHelperContext context) => ViewContext.FormContext = new FormContext { CanRenderAtEndOfForm = true };

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (generator.GenerateAntiforgery(ViewContext) is { } field) output.PostContent.AppendHtml(field);
    }
}
