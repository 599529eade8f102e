using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Proposals;
using ParentClaw.ParentBot.Rendering;

namespace ParentClaw.ParentBot.Proposals;

/// <summary>
/// Tells the person in the terminal what agents ask for, as soon as they do and once in a life of the process, with the
/// lines to type; and what nobody decided in time.
/// </summary>
internal sealed partial class ProposalNotices(
    IProposalStore store, ProposalFeed feed, ILogger<ProposalNotices> logger) : BackgroundService
{
    private const int Columns = 76; // nearly every terminal has more; a row that is too wide would begin like ours
    private const int MostKept = 100; // nobody reads more at once; /proposals has them all

    private readonly HashSet<ProposalId> _asked = [];
    private readonly Channel<string> _told = Channel.CreateBounded<string>(
        new BoundedChannelOptions(MostKept) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>What is to be told, some lines each, harmless to a terminal.</summary>
    public ChannelReader<string> Told => _told.Reader;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var news = feed.WatchAsync(stoppingToken); // before the first look: no gap between the two
        try
        {
            foreach (var waiting in await store.ListOpenAsync(stoppingToken))
                Tell(waiting);
        }
        catch (FleetException failure)
        {
            LogNotTold(failure);
        }

        await foreach (var proposal in news)
            Tell(proposal);
    }

    private void Tell(Proposal proposal)
    {
        if (proposal.Status == ProposalStatus.Waiting && _asked.Add(proposal.Id))
            _told.Writer.TryWrite(Say(proposal));
        if (proposal.Status == ProposalStatus.Expired)
            _told.Writer.TryWrite($"! {ProposalLook.Say(proposal)}");
    }

    private static string Say(Proposal proposal)
    {
        var lines = ProposalLook.Buttons(proposal).Select(button => $"    {button.Line}");
        var why = proposal.Why is { } said ? $"  It says:\n{Quote(said)}\n" : "";
        return $"! The agent {proposal.Agent} asks for:\n{Quote(proposal.Line)}\n{why}"
            + $"  /proposals {proposal.Id} shows what it would do. Type one of:\n{string.Join('\n', lines)}";
    }

    private static string Quote(string text) =>
        string.Join('\n', PlainText.Quote(new QuoteBlock(text), Columns).Select(row => $"  {row}"));

    [LoggerMessage(LogLevel.Warning, "What waits for a decision could not be read; /proposals lists it")]
    private partial void LogNotTold(Exception failure);
}
