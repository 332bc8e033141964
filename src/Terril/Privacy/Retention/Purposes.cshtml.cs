using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Terril.Shared.Access;
using Terril.Shared.PersonalData;
using Terril.Shared.Ui;
using Terril.Shared.Wording;

namespace Terril.Privacy.Retention;

/// <summary>What the controller decides, purpose by purpose. The public notice and the nightly job follow at once.</summary>
[Requires(PrivacyPermissions.Decide)]
public sealed class PurposesPage(Words words, Links links, IServiceProvider services) : PageModel
{
    private const int Longest = 200;
    private const int MostUnits = 999;

    internal IReadOnlyList<PurposeInForce> Purposes { get; private set; } = [];

    /// <summary>What is wrong, and at which field.</summary>
    public (string Field, string What)? Wrong { get; private set; }

    public async Task OnGet(CancellationToken stop) => Purposes = await services.GetRequiredService<PurposesInForce>().All(stop);

    public async Task<IActionResult> OnPost(string? finalite, string? responsable, LegalBasis fondement, CancellationToken stop)
    {
        await OnGet(stop);
        if (Purposes.FirstOrDefault(p => p.Key == finalite) is not { } purpose) return NotFound();
        if (Read(purpose, responsable?.Trim() ?? "", fondement) is not { } decided) return Page();

        await services.GetRequiredService<Decide>().Run(purpose.Key, decided, stop);
        TempData[Shared.Desk.TableNames.Done] = words[$"C’est décidé : {words[purpose.Declared.Name]}. La page publique le dit déjà ; la nuit prochaine l’applique.", $"It is decided: {words[purpose.Declared.Name]}. The public page says so already; tonight applies it."];
        return Redirect(links.To("/gestion/finalites"));
    }

    internal static string FieldOf(HoldingInForce holding) => $"duree-{holding.Key.Replace('.', '-')}";

    private Decided? Read(PurposeInForce purpose, string controller, LegalBasis basis)
    {
        if (controller.Length > Longest || controller.Any(char.IsControl))
        {
            Wrong = ($"resp-{purpose.Key.Replace('.', '-')}", words["Le nom du responsable tient en une ligne.", "The name of the controller is one line."]);
            return null;
        }
        var kept = new Dictionary<string, Keeping>(StringComparer.Ordinal);
        foreach (var holding in purpose.Holdings)
        {
            var field = FieldOf(holding);
            if (!int.TryParse(Request.Form[field], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > MostUnits || !Enum.TryParse<KeepingUnit>(Request.Form[$"{field}-unite"], out var unit) || !Enum.IsDefined(unit))
            {
                Wrong = (field, words[$"Écrivez un nombre de 1 à {MostUnits}.", $"Write a number from 1 to {MostUnits}."]);
                return null;
            }
            kept[holding.Key] = new(count, unit);
        }
        return Enum.IsDefined(basis) ? new(controller, basis, kept) : null;
    }
}
