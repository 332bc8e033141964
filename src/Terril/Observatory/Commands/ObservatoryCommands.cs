using System.CommandLine;
using Terril.Observatory.Territories;

namespace Terril.Observatory.Commands;

/// <summary><c>terril observatory …</c>: the site folder's contract, command by command.</summary>
public static class ObservatoryCommands
{
    public static Command Create() => new("observatory", "Construire, contrôler, exporter, expliquer / Build, check, export, explain")
    {
        BuildCommand.Create(),
        CheckCommand.Create(),
        ExportCommand.Create(),
        ExplainCommand.Create(),
        DiffCommand.Create(),
        VerifyCommand.Create(),
        TerritoriesCommand.Create(),
        BoundariesCommand.Create(),
    };

    /// <summary>The lists that lie beside the program.</summary>
    internal static OfficialLists Lists() => OfficialLists.Open(Path.Combine(AppContext.BaseDirectory, "official-lists"));

    /// <summary>An option that must be given.</summary>
    internal static Option<string> Required(string name, string what) => new(name) { Description = what, Required = true };

    internal static Option<string?> Optional(string name, string what) => new(name) { Description = what };
}
