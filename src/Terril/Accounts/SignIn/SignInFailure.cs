namespace Terril.Accounts.SignIn;

/// <summary>An attempt that failed, counted for an account, an address or both.</summary>
public sealed class SignInFailure
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public string CountedFor { get; init; } = "";

    public DateTimeOffset At { get; init; }
}
