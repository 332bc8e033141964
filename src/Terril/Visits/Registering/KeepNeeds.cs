using Microsoft.EntityFrameworkCore;
using Terril.Privacy.Public;
using Terril.Shared.Database;

namespace Terril.Visits.Registering;

/// <summary>What somebody needs to be well received, kept with the consent that allows it and no longer than the registration lives.</summary>
public sealed class KeepNeeds(TerrilDb db, Consents consents)
{
    /// <summary>Adds both to what the caller saves. Nothing is kept of nothing.</summary>
    /// <param name="proof">What shows that the person said it.</param>
    public async Task Run(Registration registration, Party party, string method, string proof, CancellationToken stop)
    {
        if (party.Needs is not { IsEmpty: false } needs) return;
        db.RegistrationNeeds.Add(new() { RegistrationId = registration.Id, Access = needs.Access, Diet = needs.Diet, Language = needs.Language, Interpreter = needs.Interpreter });
        if (await consents.IsAsked(VisitsPurposes.Needs.Key, stop)) await consents.Give(new(VisitsPurposes.Needs.Key, party.Address, party.Language, party.Page, method), proof, stop);
    }
}

/// <summary>Needs of a party that does not come any more.</summary>
internal static class ForgottenNeeds
{
    public static Task<int> ForgetNeeds(this TerrilDb db, Guid registration, CancellationToken stop) => db.RegistrationNeeds.Where(n => n.RegistrationId == registration).ExecuteDeleteAsync(stop);
}
