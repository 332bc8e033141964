using Terril.Observatory;
using Terril.Running.Health;
using Terril.Shared;
using Terril.Shared.Files;

namespace Terril.Running.Doctor;

/// <summary>Where files are kept, and whether anything was published.</summary>
internal sealed class KeptExamined(Settings settings)
{
    private static readonly Text s_store = new("Lieu des fichiers", "Place of the files");
    private static readonly Text s_releases = new("Publications", "Releases");

    public async Task<IReadOnlyList<Diagnosis>> Run() => [await Store(), Releases()];

    private async Task<Diagnosis> Store()
    {
        try
        {
            var store = FilesModule.Store(settings);
            if (store is FolderStore && Directory.Exists(settings.Files)) DataHealth.Write(settings.Files);
            else if (store is ObjectStore) await store.Open("trial", new CancellationTokenSource(TimeSpan.FromSeconds(10)).Token);
            return Diagnosis.Good(s_store, store.Said, store.Said);
        }
#pragma warning disable CA1031 // Whatever it is, it is what keeps files from being kept.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new(Verdict.Bad, s_store, new($"on ne peut rien y garder : {e.Message}", $"nothing can be kept there: {e.Message}"),
                new("vérifiez TERRIL__FILES, les droits du dossier, ou AWS_ACCESS_KEY_ID et AWS_SECRET_ACCESS_KEY", "see TERRIL__FILES, the rights of the folder, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"));
        }
    }

    private Diagnosis Releases() => File.Exists(Path.Combine(settings.Observatory, "history.jsonl"))
        ? Diagnosis.Good(s_releases, "il y en a", "there are some")
        : new(Verdict.Warning, s_releases, new("rien n’est publié : les pages de chiffres sont vides", "nothing is published: pages of figures are empty"),
            new($"terril observatory build --site DOSSIER --out {settings.Observatory}", $"terril observatory build --site FOLDER --out {settings.Observatory}"));
}
