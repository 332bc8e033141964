namespace Terril.Post;

/// <summary>What this room allows.</summary>
public static class PostPermissions
{
    public const string ReadMail = "post.read-mail";
    public const string DecideOfMail = "post.decide-of-mail";
    public const string Jobs = "post.jobs";
}
