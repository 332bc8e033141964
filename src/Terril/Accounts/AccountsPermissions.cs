namespace Terril.Accounts;

/// <summary>What this room allows.</summary>
public static class AccountsPermissions
{
    /// <summary>Invite people, give roles, close accounts.</summary>
    public const string Manage = "accounts.manage";
}
