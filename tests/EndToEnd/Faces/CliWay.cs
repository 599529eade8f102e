using System.Text.Json;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Faces;

/// <summary>The command line <c>parentclaw</c>, as a program of its own.</summary>
internal sealed class CliWay(RunningParentBot parent, string data) : EnvelopeWay
{
    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        parent.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task<Envelope> AskAsync(CommandDescription command, string words)
    {
        using var file = new TempFolder();
        string[] given = words.Length == 0 ? [] : words.Split(' ');
        if (command.Arguments.Any(argument => argument.IsFile))
        {
            await File.WriteAllTextAsync(file["manifest"], words);
            given = [file["manifest"]];
        }

        var (exit, output, errors) = await RunningParentClaw.RunAsync(
            data, [command.Name, .. given, "--json", "--agent", Outcome.Agent]);
        var envelope = JsonSerializer.Deserialize(output, ContractJson.Default.Envelope)!;
        (exit == 0).ShouldBe(envelope.Ok, $"{output} {errors}");
        return envelope;
    }
}
