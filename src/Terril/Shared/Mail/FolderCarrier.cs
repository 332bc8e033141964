using System.Globalization;

namespace Terril.Shared.Mail;

/// <summary>Writes each mail as a file that any mail reader opens. One sent twice is the same file.</summary>
internal sealed class FolderCarrier(MailSettings settings) : ICarrier
{
    public async Task<Handed> Hand(OutgoingMail mail, CancellationToken stop)
    {
        try
        {
            var path = PathOf(settings, mail.Id, mail.PlannedAt);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync($"{path}.part", Mime.Of(mail, settings.From), stop);
            File.Move($"{path}.part", path, overwrite: true);
            return new(HandedAs.Sent, Path.GetFileName(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            return new(HandedAs.Later, fault.Message);
        }
    }

    /// <summary>Deletes the files of mail whose words are forgotten, and the folder of a day that has none left.</summary>
    public static void Forget(MailSettings settings, IEnumerable<(Guid Id, DateTimeOffset PlannedAt)> mails)
    {
        foreach (var path in mails.Select(m => PathOf(settings, m.Id, m.PlannedAt)).Where(File.Exists))
        {
            File.Delete(path);
            var folder = Path.GetDirectoryName(path)!;
            if (!Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
        }
    }

    private static string PathOf(MailSettings settings, Guid id, DateTimeOffset plannedAt) =>
        Path.Combine(settings.Folder, plannedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), $"{id:n}.eml");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
