using Terril.Observatory.Public;
using Terril.Observatory.Territories;
using Terril.Shared.Forms;
using Terril.Visits.Registering;

namespace Terril.Visits.Manage.Registrations;

/// <summary>What is typed of whom a registration is for.</summary>
public sealed class WhoForm
{
    public string? Name { get; set; }

    public string? Address { get; set; }

    public string? Organisation { get; set; }

    public VisitorRole Role { get; set; }

    /// <summary>A name, or a level and a code.</summary>
    public string? Territory { get; set; }

    public static WhoForm Of(Registration registration, TypedSubjects names) => new()
    {
        Name = registration.ContactName, Address = registration.Address, Organisation = registration.Organisation, Role = registration.Role, Territory = Shown(registration.Territory, names),
    };

    public RegistrationContact Read(string? before, TypedSubjects names, FormFaults faults)
    {
        // What a person typed of themselves stays as they typed it.
        var typed = faults.Line(nameof(Territory), Territory);
        var territory = typed == Shown(before, names) ? before ?? "" : names.ReadTerritories(nameof(Territory), typed, before ?? "", faults).Trim();
        return new(faults.Line(nameof(Name), Name, 100, isNeeded: true), faults.Address(nameof(Address), Address, isNeeded: true), faults.Line(nameof(Organisation), Organisation, 150),
            Enum.IsDefined(Role) ? Role : VisitorRole.Other, territory.Length == 0 ? null : territory);
    }

    private static string Shown(string? territory, TypedSubjects names) => TerritoryId.TryParse(territory, out _) ? names.Say(territory!) : territory ?? "";
}
