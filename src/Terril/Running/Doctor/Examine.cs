using Terril.Shared;

namespace Terril.Running.Doctor;

/// <summary>Looks at all that a site needs, one thing after another: what is wrong with one does not hide the next.</summary>
internal sealed class Examine(Settings settings, TimeProvider clock)
{
    public async IAsyncEnumerable<Diagnosis> Run(IReadOnlyDictionary<string, string> variables)
    {
        foreach (var one in SettingsExamined.Run(variables)) yield return one;
        var machine = new MachineExamined(settings, clock);
        foreach (var one in machine.Run()) yield return one;
        foreach (var one in await new DatabaseExamined(settings, clock).Run()) yield return one;
        foreach (var one in await new KeptExamined(settings).Run()) yield return one;
        yield return await new RelayExamined(settings).Run();
        foreach (var one in await new AddressExamined(settings, clock).Run()) yield return one;
    }
}
