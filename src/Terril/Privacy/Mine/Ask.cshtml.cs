using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Observatory;
using Terril.Shared.Access;
using Terril.Shared.PersonalData;
using Terril.Shared.Ui;
using Terril.Shared.Wording;

namespace Terril.Privacy.Mine;

/// <summary>Where one asks for a link to what is held of one’s address.</summary>
[Open]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class AskPage(Words words, Links links) : PageModel
{
    [BindProperty(Name = "adresse")]
    public string? Address { get; set; }

    /// <summary>The link was asked for.</summary>
    [BindProperty(SupportsGet = true, Name = "demande")]
    public bool IsAsked { get; set; }

    /// <summary>The session is over.</summary>
    [BindProperty(SupportsGet = true, Name = "fin")]
    public bool IsOver { get; set; }

    public string? Wrong { get; private set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPost([FromServices] IServiceProvider services, CancellationToken stop)
    {
        (IsAsked, IsOver) = (false, false);
        try
        {
            if (!PersonAddress.IsOne(Address)) return Refuse(words["Il manque une adresse complète : écrivez-la comme nom@exemple.fr.", "A whole address is missing: write it as name@example.org."]);
            await services.GetRequiredService<AskForLink>().Run(Address!, words.Language, stop);
            return Redirect(links.To("/mes-donnees", ("demande", "true")));
        }
        catch (FaultyInputException fault)
        {
            return Refuse(words[fault.Findings[0].Message]);
        }
    }

    private PageResult Refuse(string why)
    {
        Wrong = why;
        return Page();
    }
}
