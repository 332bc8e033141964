using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Terril.Observatory;
using Terril.Shared;
using Terril.Shared.Database;
using Terril.Shared.Files;
using Terril.Shared.Jobs;
using Terril.Shared.Mail;

namespace Terril.Running.Doctor;

/// <summary>The database, and what it says of mail and of files.</summary>
internal sealed class DatabaseExamined(Settings settings, TimeProvider clock)
{
    private static readonly TimeSpan s_apart = TimeSpan.FromSeconds(5);

    private static readonly Text s_database = new("Base de données", "Database");
    private static readonly Text s_version = new("Version de la base", "Version of the database");
    private static readonly Text s_clock = new("Horloge de la base", "Clock of the database");
    private static readonly Text s_mail = new("Courriel", "Mail");
    private static readonly Text s_files = new("Fichiers", "Files");

    public async Task<IReadOnlyList<Diagnosis>> Run()
    {
        try
        {
            await using var db = new TerrilDb(TerrilDb.Options(settings));
            var found = await Migrations.Found(db, CancellationToken.None);
            List<Diagnosis> all = [await Answers(db), Version(found)];
            if (db.Database.IsNpgsql()) all.Add(await Clock(db));
            if (found == Migration.All[^1].Version) all.AddRange([await Mail(db), await Files(db)]);
            return all;
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or ArgumentException or TimeoutException or IOException or UnauthorizedAccessException)
        {
            return [new(Verdict.Bad, s_database, new($"elle ne répond pas : {e.Message}", $"it does not answer: {e.Message}"),
                new("vérifiez qu’elle est ouverte, et TERRIL__DATABASE : « Host=…;Username=…;Database=… » pour PostgreSQL, « Data Source=chemin » pour SQLite", "see that it is open, and TERRIL__DATABASE: “Host=…;Username=…;Database=…” for PostgreSQL, “Data Source=path” for SQLite"))];
        }
    }

    private static async Task<Diagnosis> Answers(TerrilDb db)
    {
        if (db.Database.IsNpgsql()) return Diagnosis.Good(s_database, "PostgreSQL", "PostgreSQL");
        var said = await db.Database.SqlQuery<string>($"select quick_check as \"Value\" from pragma_quick_check").FirstAsync();
        return said == "ok" ? Diagnosis.Good(s_database, "SQLite, intacte", "SQLite, sound")
            : new(Verdict.Bad, s_database, new($"SQLite, abîmée : {said}", $"SQLite, damaged: {said}"), new("fermez le site et remettez la dernière copie : terril restore FILE --replace", "close the site and put the last copy back: terril restore FILE --replace"));
    }

    private static Diagnosis Version(int found)
    {
        var known = Migration.All[^1].Version;
        if (found == known) return Diagnosis.Good(s_version, $"script n° {found}, celui de ce programme", $"script {found}, that of this program");
        return found < known
            ? new(Verdict.Warning, s_version, new($"script n° {found}, ce programme en est au n° {known}", $"script {found}, this program is at {known}"), new("ouvrez le site : il la met à jour", "open the site: it brings it up to date"))
            : new(Verdict.Bad, s_version, new($"script n° {found}, plus récent que ce programme, qui en est au n° {known}", $"script {found}, later than this program, which is at {known}"), new("installez la version qui l’a écrite, ou remettez une copie antérieure", "install the version that wrote it, or put an earlier copy back"));
    }

    private async Task<Diagnosis> Clock(TerrilDb db)
    {
        var its = DateTimeOffset.FromUnixTimeMilliseconds(await db.Database.SqlQuery<long>($"select (extract(epoch from clock_timestamp()) * 1000)::bigint as \"Value\"").SingleAsync());
        var apart = (its - clock.GetUtcNow()).Duration();
        return apart < s_apart ? Diagnosis.Good(s_clock, "à la même heure", "at the same time")
            : new(Verdict.Warning, s_clock, new($"{apart.TotalSeconds:N0} s d’écart avec cette machine", $"{apart.TotalSeconds:N0} s away from this machine"), new("mettez les deux à l’heure : timedatectl set-ntp true", "set both: timedatectl set-ntp true"));
    }

    private async Task<Diagnosis> Mail(TerrilDb db)
    {
        var backlog = new MailBacklog(db, clock);
        if (await backlog.IsHeld(CancellationToken.None)) return new(Verdict.Warning, s_mail, new("retenu : rien ne part", "held: nothing leaves"), new("relisez ce qui attend et libérez-le : /gestion/courriels", "read what waits and let it go: /gestion/courriels"));
        var age = await backlog.Age(CancellationToken.None);
        return age <= Health.MailHealth.Late ? Diagnosis.Good(s_mail, "rien n’attend trop longtemps", "nothing waits too long")
            : new(Verdict.Warning, s_mail, new($"le plus ancien attend depuis {age.TotalMinutes:N0} min", $"the oldest has waited {age.TotalMinutes:N0} min"), new("voyez pourquoi dans /gestion/courriels, et si le site est ouvert", "see why in /gestion/courriels, and whether the site is open"));
    }

    private async Task<Diagnosis> Files(TerrilDb db)
    {
        var faults = await new FileInventory(db, new Jobs(db, clock)).Faults(CancellationToken.None);
        return faults == 0 ? Diagnosis.Good(s_files, "aucun n’est absent ni altéré", "none is missing or altered")
            : new(Verdict.Bad, s_files, new($"{faults} absents ou altérés", $"{faults} missing or altered"), new("voyez lesquels dans /gestion/fichiers, et remettez-les depuis une copie", "see which in /gestion/fichiers, and put them back from a copy"));
    }
}
