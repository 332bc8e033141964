using Terril.Shared.Forms;
using Terril.Visits.Catalogue;

namespace Terril.Visits.Manage.Circuits;

/// <summary>What is typed of a photo.</summary>
public sealed class PhotoForm
{
    public string? AlternativeFr { get; set; }

    public string? AlternativeEn { get; set; }

    public PeopleInPhoto People { get; set; }

    public static PhotoForm Of(VisitPhoto photo) => new() { AlternativeFr = photo.AlternativeFr, AlternativeEn = photo.AlternativeEn, People = photo.People };

    public PhotoAbout Read(FormFaults faults) => new(
        faults.Line(nameof(AlternativeFr), AlternativeFr, 300, isNeeded: true), faults.Line(nameof(AlternativeEn), AlternativeEn, 300), Enum.IsDefined(People) ? People : PeopleInPhoto.Unknown);
}
