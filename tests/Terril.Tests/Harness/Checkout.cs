namespace Terril.Tests.Harness;

/// <summary>The checkout these tests were built in.</summary>
public static class Checkout
{
    public static string Root { get; } = Up(AppContext.BaseDirectory);

    public static string File(string path) => Path.Combine(Root, path);

    private static string Up(string folder) =>
        System.IO.File.Exists(Path.Combine(folder, "Terril.slnx")) ? folder : Up(Path.GetDirectoryName(folder)!);
}
