using ParentClaw.FleetOps.Commands;

namespace ParentClaw.EndToEnd.Faces;

/// <summary>One of the faces, on a parent of its own that begins as the others' do.</summary>
internal interface IWayIn : IAsyncDisposable
{
    /// <summary>Gives a command, waits for what it starts, leaves what it asks.</summary>
    /// <param name="command">The command.</param>
    /// <param name="words">What stands behind it in a line.</param>
    Task<Outcome> GiveAsync(CommandDescription command, string words);
}
