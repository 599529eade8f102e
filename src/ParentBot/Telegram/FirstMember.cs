using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Members;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>
/// While nobody commands: prints the code that makes its sender the first Admin, in the log and where somebody sits at
/// a terminal.
/// </summary>
internal sealed partial class FirstMember(
    MemberBook members, ParentIdentity identity, ILogger<FirstMember> logger) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        identity.ClaimCode = await members.FindOrMakeClaimCodeAsync(cancellationToken);
        if (identity.ClaimCode is { } code)
            LogClaim(code);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "Nobody commands this parent yet. Send its bot in Telegram: /claim {Code}")]
    private partial void LogClaim(string code);
}
