using Terril.Observatory;
using Terril.Shared;

namespace Terril.Running;

/// <summary>Open sites share it; a copy is put back by whoever has it alone. The system lets it go when its process ends, however it ends.</summary>
internal sealed class SiteLock : IDisposable
{
    private readonly FileStream _file;

    private SiteLock(Settings settings, FileAccess access, FileShare share)
    {
        Directory.CreateDirectory(settings.Data);
        _file = new(Path.Combine(settings.Data, "site.lock"), FileMode.OpenOrCreate, access, share);
    }

    /// <exception cref="FaultyInputException">A copy is being put back.</exception>
    public static SiteLock Shared(Settings settings) => Take(settings, FileAccess.Read, FileShare.Read,
        "une copie est en train d’être remise dans ce dossier : attendez la fin", "a copy is being put back in this folder: wait until it is done");

    /// <exception cref="FaultyInputException">The site is open.</exception>
    public static SiteLock Alone(Settings settings) => Take(settings, FileAccess.ReadWrite, FileShare.None,
        "le site est ouvert sur ce dossier : arrêtez-le, puis recommencez", "the site is open on this folder: stop it, then try again");

    private static SiteLock Take(Settings settings, FileAccess access, FileShare share, string fr, string en)
    {
        try
        {
            return new(settings, access, share);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException))
        {
            throw new FaultyInputException("site-open", new(settings.Data), fr, en);
        }
    }

    public void Dispose() => _file.Dispose();
}
