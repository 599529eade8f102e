using System.Globalization;
using Microsoft.Extensions.Logging;
using Quartz;

namespace ParentClaw.ParentBot.Digests;

/// <summary>A digest as a job: its key's name is the digest's number.</summary>
internal sealed partial class DigestJob(DigestDelivery delivery, ILogger<DigestJob> logger) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var digest = long.Parse(context.JobDetail.Key.Name, CultureInfo.InvariantCulture);
        try
        {
            await delivery.RunAsync(digest, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(digest, failure);
        }
    }

    [LoggerMessage(LogLevel.Error, "Digest {Digest} could not be sent; tried again within a minute")]
    private partial void LogFailed(long digest, Exception failure);
}
