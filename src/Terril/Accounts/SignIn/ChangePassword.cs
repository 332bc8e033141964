using Microsoft.AspNetCore.Identity;
using Terril.Observatory;

namespace Terril.Accounts.SignIn;

/// <summary>Sets or replaces a password.</summary>
public sealed class ChangePassword(ChangeProof change, IPasswordHasher<Person> hasher, TimeProvider clock)
{
    /// <returns>Why it is refused; null when it is done.</returns>
    public async Task<Text?> Run(Person person, string? password, CancellationToken stop)
    {
        if (PasswordRules.Fault(password, person) is { } fault) return fault;
        var hash = hasher.HashPassword(person, password!);
        await change.Run(person, "accounts.password", new("Votre mot de passe a été changé.", "Your password was changed."), _ =>
        {
            person.SetPassword(hash, clock.GetUtcNow());
            return Task.CompletedTask;
        }, stop);
        return null;
    }
}
