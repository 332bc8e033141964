using System.Globalization;

namespace Terril.Shared.Mail;

/// <summary>Writes each mail as a file that any mail reader opens. One sent twice is the same file.</summary>
internal sealed class FolderCarrier(MailSettings settings) : ICarrier
{
    public async Task<Handed> Hand(OutgoingMail mail, CancellationToken stop)
    {
        try
        {
            var folder = Path.Combine(settings.Folder, mail.PlannedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, $"{mail.Id:n}.eml");
            await File.WriteAllBytesAsync($"{path}.part", Mime.Of(mail, settings.From), stop);
            File.Move($"{path}.part", path, overwrite: true);
            return new(HandedAs.Sent, Path.GetFileName(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            return new(HandedAs.Later, fault.Message);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
