using System.Text;
using System.Text.Json;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Cli;

/// <summary>Prints what came of a call: what was asked for on the output, what went wrong on the errors.</summary>
internal sealed class Printing(Surroundings around, Call call)
{
    /// <summary>Prints an envelope, and says its exit status.</summary>
    public async Task<int> PrintAsync(Envelope envelope, CancellationToken cancellationToken)
    {
        if (!envelope.Unread.IsEmpty)
        {
            await around.Output.WriteLineAsync(Encoding.UTF8.GetString(envelope.Unread.Span));
            return ExitCodes.Ok;
        }

        var files = envelope.Data?.Blocks.OfType<FileView>().ToList() ?? [];
        string? unwritten = null;
        if (call.Output is { } path && envelope.Ok)
            unwritten = await FileWriting.TryWriteAsync(path, files, cancellationToken);

        if (call.Json)
            await around.Output.WriteLineAsync(JsonSerializer.Serialize(envelope, ContractJson.Default.Envelope));
        else if (!envelope.Ok)
            await PrintErrorAsync(envelope);
        else if (!call.Quiet)
            await PrintAnswerAsync(envelope, files);

        if (unwritten is null)
            return ExitCodes.Of(envelope);
        await around.Errors.WriteLineAsync(unwritten);
        return ExitCodes.Failed;
    }

    private async Task PrintAnswerAsync(Envelope envelope, List<FileView> files)
    {
        if (files.Count > 0)
            await PrintFilesAsync(envelope, files);
        else if (envelope.Data?.Text is { Length: > 0 } text)
            await around.Output.WriteLineAsync(text);

        // Who waited saw the steps pass, and is told the end alone; of several that go on the answer's text tells.
        var ends = call.WaitsForOperation ? envelope.Data?.EachOperation.ConvertAll(OperationText.Ending) : null;
        if (ends is { IsEmpty: false })
            foreach (var end in ends)
                await around.Output.WriteLineAsync(end);
        else if (envelope.Data?.Operation is { } operation)
            await around.Output.WriteLineAsync(OperationText.Whole(operation));
        else if (envelope.Data?.Proposal is { Outcome: { } outcome })
            await around.Output.WriteLineAsync(Harmless.Text(outcome));
    }

    /// <summary>A file goes to the output as it is, to be led into one; what is said of it does not.</summary>
    private async Task PrintFilesAsync(Envelope envelope, List<FileView> files)
    {
        foreach (var text in envelope.Data!.Blocks.OfType<TextView>())
            await around.Errors.WriteLineAsync(Harmless.Text(text.Text));
        if (call.Output is { } path)
            await around.Errors.WriteLineAsync($"Written to {path}.");
        else
            foreach (var file in files)
                await around.Output.WriteAsync(file.Text);
    }

    private async Task PrintErrorAsync(Envelope envelope)
    {
        var error = envelope.Error!;
        var isAnswer = error.Reason is ErrorReason.Refused or ErrorReason.Usage;
        var said = isAnswer && envelope.Data is { Proposal: null, Text: { Length: > 0 } text }
            ? text // it may hold more than the sentence: a table, what could be done next
            : Harmless.Text(error.Message);
        await around.Errors.WriteLineAsync(said);
        if (error.Hint is { } hint)
            await around.Errors.WriteLineAsync(Harmless.Text(hint));
    }
}
