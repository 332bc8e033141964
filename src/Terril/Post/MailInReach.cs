using Terril.Shared.Access;
using Terril.Shared.Mail;

namespace Terril.Post;

/// <summary>The mail that whoever asks may see: that of the rooms they may enter.</summary>
public sealed class MailInReach(MailRegister register, CurrentPerson person, IEnumerable<MailReader> readers)
{
    private readonly List<string> _closed = [.. readers.Where(r => !person.May(r.Permission)).Select(r => r.CauseKind)];

    public IQueryable<OutgoingMail> All => _closed.Count == 0 ? register.All : register.All.Where(m => !_closed.Contains(m.CauseKind));
}
