using System.Globalization;
using Terril.Observatory;
using Terril.Running.Health;
using Terril.Shared;

namespace Terril.Running.Doctor;

/// <summary>The folders, the room on the disk, the clock.</summary>
internal sealed class MachineExamined(Settings settings, TimeProvider clock)
{
    private const double Enough = 2e9, Least = 2e8;

    private static readonly Text s_folder = new("Dossier des données", "Data folder");
    private static readonly Text s_room = new("Place sur le disque", "Room on the disk");
    private static readonly Text s_clock = new("Horloge", "Clock");

    public IEnumerable<Diagnosis> Run()
    {
        var folder = Folder();
        yield return folder;
        if (folder.Verdict != Verdict.Bad) yield return Room();
        yield return Clock();
    }

    private Diagnosis Folder()
    {
        var folder = settings.Data;
        if (!Directory.Exists(folder)) return new(Verdict.Bad, s_folder, new($"{folder} n’existe pas", $"{folder} does not exist"),
            new($"créez-le pour le compte qui ouvre le site : install -d -m 750 -o terril -g terril {folder} ; ou réglez TERRIL__DATA", $"make it for the account that opens the site: install -d -m 750 -o terril -g terril {folder}; or set TERRIL__DATA"));
        try
        {
            DataHealth.Write(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(Verdict.Bad, s_folder, new($"{folder} ne peut pas être écrit par {Environment.UserName}", $"{folder} cannot be written by {Environment.UserName}"),
                new($"donnez-le-lui : chown -R {Environment.UserName} {folder}", $"give it to that account: chown -R {Environment.UserName} {folder}"));
        }
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(folder) & (UnixFileMode.OtherRead | UnixFileMode.OtherExecute)) != UnixFileMode.None)
            return new(Verdict.Warning, s_folder, new($"{folder} est lu par tous les comptes de cette machine", $"{folder} is read by every account of this machine"), new($"fermez-le : chmod 750 {folder}", $"close it: chmod 750 {folder}"));
        return Diagnosis.Good(s_folder, folder, folder);
    }

    private Diagnosis Room()
    {
        double free = new DriveInfo(settings.Data).AvailableFreeSpace;
        var (fr, en) = ($"{(free / 1e9).ToString("N1", CultureInfo.GetCultureInfo("fr-FR"))} Go libres", $"{(free / 1e9).ToString("N1", CultureInfo.InvariantCulture)} GB free");
        if (free >= Enough) return Diagnosis.Good(s_room, fr, en);
        return new(free < Least ? Verdict.Bad : Verdict.Warning, s_room, new(fr, en), new("faites de la place : deux gigaoctets au moins, et autant que pèse une copie pour en prendre une", "make room: two gigabytes at least, and as much as a copy weighs to take one"));
    }

    private Diagnosis Clock()
    {
        // No machine ran this program before it was made.
        var (now, made) = (clock.GetUtcNow(), new DateTimeOffset(File.GetLastWriteTimeUtc(typeof(MachineExamined).Assembly.Location), TimeSpan.Zero));
        if (now < made.AddDays(-1)) return new(Verdict.Bad, s_clock, new($"il serait {now:u}, avant que ce programme soit fait", $"it would be {now:u}, before this program was made"), new("mettez-la à l’heure : timedatectl set-ntp true", "set it: timedatectl set-ntp true"));
        if (!TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Paris", out _)) return new(Verdict.Bad, s_clock, new("cette machine ne connaît pas l’heure de Paris", "this machine does not know the time of Paris"), new("apt-get install tzdata", "apt-get install tzdata"));
        return Diagnosis.Good(s_clock, $"{now:u}", $"{now:u}");
    }
}
