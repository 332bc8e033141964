using Terril.Observatory;

namespace Terril.Shared.Files;

/// <summary>A file that does not pass the gate. Inside of it only: whoever sent the file gets the sentence.</summary>
internal sealed class FileRefusedException(string fr, string en) : Exception(en)
{
    public Text Why { get; } = new(fr, en);

    public static FileRefusedException Unlike(string fr, string en) => new(
        $"Ce fichier n’est pas {fr}, ou il est abîmé : ouvrez-le avec le logiciel qui l’a fait et enregistrez-le de nouveau.",
        $"This file is not {en}, or it is damaged: open it with the program that made it and save it again.");
}
