using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Digests;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.ParentBot.Digests;

/// <summary>
/// Sends the digests that are due, however late; what was missed several times comes once. What was sent is kept under
/// the moment it was due, and only then the digest moves on: a crash in between sends nothing twice.
/// </summary>
internal sealed partial class DigestDelivery(
    IFleetStore store, IDigestStore digests, MemberBook book, IMemberPost post, FleetPictures pictures,
    TimeProvider time, ILogger<DigestDelivery> logger) : IDisposable
{
    // Sooner it is a busy minute; later the parent did not run, and the member is told so.
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Sends all that are due, or of one.</summary>
    /// <param name="only">Number of the one; null for all.</param>
    /// <param name="cancellationToken">Stops between two.</param>
    public async Task RunAsync(long? only, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken); // a trigger and the look of every minute may come together
        try
        {
            var members = (await book.ListAsync(cancellationToken)).ToDictionary(member => member.Id);
            foreach (var digest in await digests.ListDigestsAsync(cancellationToken))
                if ((only is null || digest.Id == only) && members.TryGetValue(digest.Member, out var member))
                    await SendAsync(digest, member, cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task SendAsync(Digest digest, Membership member, CancellationToken cancellationToken)
    {
        var (zone, now) = (MemberZones.Of(member), time.GetUtcNow());
        if (DigestTimes.LastDue(digest.Cron, zone, digest.LastDue, now) is not { } due)
            return;

        var picture = await pictures.TakeAsync(digest.LastDue, cancellationToken);
        var title = digest.Kind == DigestKind.Custom ? "Digest" : $"{digest.Kind} digest";
        var content = DigestComposer.Compose(picture, title, zone, now - due > Late ? due : null);
        await post.SendAsync(KeyOf(digest, due), [digest.Member], content, cancellationToken);
        await store.CommitAsync(new FleetChange { Digests = [digest with { LastDue = due }] }, cancellationToken);
        LogSent(digest.Id, member.Name, due);
    }

    private static string KeyOf(Digest digest, DateTimeOffset due) =>
        $"digest:{digest.Id}:{(due - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond}";

    [LoggerMessage(LogLevel.Information, "Digest {Digest} is on its way to {Member}, due {Due}")]
    private partial void LogSent(long digest, string member, DateTimeOffset due);
}
