using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Terril.Shared.Database;

namespace Terril.Accounts.Passkeys;

/// <summary>
/// What a browser and we say to each other about passkeys (WebAuthn). The framework makes and checks it; what it must find again
/// goes and comes with the browser, sealed, for five minutes.
/// </summary>
public sealed class PasskeyCeremonies(TerrilDb db, IPasskeyHandler<Person> handler, SealedCookie cookie, TimeProvider clock)
{
    private const string Cookie = "__Host-terril-passkey";

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private sealed record Asked(string? State, Guid? Person);

    /// <summary>What to ask a device that is to be registered, in JSON.</summary>
    public async Task<string> AskToRegister(Person person, HttpContext context)
    {
        var asked = await handler.MakeCreationOptionsAsync(new() { Id = person.Id.ToString(), Name = person.Email, DisplayName = person.Name }, context);
        cookie.Write(context.Response, Cookie, new Asked(asked.AttestationState, person.Id), Life);
        return asked.CreationOptionsJson;
    }

    /// <summary>The passkey that a device has made for this person; null when what it answers does not hold.</summary>
    public async Task<Passkey?> ReadRegistered(Person person, string answer, HttpContext context)
    {
        if (Take(context) is not { State: { } state } asked || asked.Person != person.Id) return null;
        var made = await handler.PerformAttestationAsync(new() { CredentialJson = answer, HttpContext = context, AttestationState = state });
        return made is { Succeeded: true, Passkey: { } key } && made.UserEntity.Id == person.Id.ToString() ? new Passkey
        {
            PersonId = person.Id,
            CredentialId = Base64Url.EncodeToString(key.CredentialId),
            PublicKey = Base64Url.EncodeToString(key.PublicKey),
            SignCount = key.SignCount,
            Transports = string.Join(' ', key.Transports ?? []),
            IsBackupEligible = key.IsBackupEligible,
            IsBackedUp = key.IsBackedUp,
            CreatedAt = clock.GetUtcNow(),
        } : null;
    }

    /// <summary>What to ask any device of whoever wants to sign in, in JSON: it names nobody.</summary>
    public async Task<string> Ask(HttpContext context)
    {
        var asked = await handler.MakeRequestOptionsAsync(null, context);
        cookie.Write(context.Response, Cookie, new Asked(asked.AssertionState, null), Life);
        return asked.RequestOptionsJson;
    }

    /// <summary>Whose device has answered; null when its answer does not hold.</summary>
    public async Task<Person?> Read(string answer, HttpContext context)
    {
        if (Take(context) is not { State: { } state, Person: null }) return null;
        var said = await handler.PerformAssertionAsync(new() { CredentialJson = answer, HttpContext = context, AssertionState = state });
        if (!said.Succeeded || !said.User.IsActive) return null;

        var (id, count, isBackedUp, now) = (Base64Url.EncodeToString(said.Passkey.CredentialId), (long)said.Passkey.SignCount, said.Passkey.IsBackedUp, clock.GetUtcNow());
        await db.Passkeys.Where(p => p.CredentialId == id).ExecuteUpdateAsync(p => p
            .SetProperty(x => x.SignCount, count).SetProperty(x => x.IsBackedUp, isBackedUp).SetProperty(x => x.UsedAt, now), context.RequestAborted);
        return said.User;
    }

    // What was asked is answered once.
    private Asked? Take(HttpContext context)
    {
        var asked = cookie.Read<Asked>(context.Request, Cookie);
        cookie.Forget(context.Response, Cookie);
        return asked;
    }
}
