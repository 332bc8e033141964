namespace Terril.Shared.Database;

/// <summary>The database is not one this version can serve; the message says why and what to do, in French and English.</summary>
public sealed class DatabaseRefusedException : Exception
{
    private DatabaseRefusedException(string message) : base(message) { }

    public static DatabaseRefusedException Changed(Migration script) => new(
        $"Le script {script.Name}.sql a changé depuis qu’il a été appliqué à cette base : remettez-le comme il était, et écrivez le changement dans un nouveau script. "
        + $"/ Script {script.Name}.sql has changed since it was applied to this database: restore it, and write the change in a new script.");

    public static DatabaseRefusedException Newer(int found, int known) => new(
        $"Cette base a reçu le script n° {found} d’une version plus récente de Terril, qui s’arrête ici au n° {known} : installez cette version, ou une sauvegarde antérieure. "
        + $"/ This database has script {found} of a newer version of Terril, and this one ends at {known}: install that version, or an earlier backup.");
}
