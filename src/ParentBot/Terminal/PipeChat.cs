using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Operations;
using ParentClaw.ParentBot.Rendering;

namespace ParentClaw.ParentBot.Terminal;

/// <summary>
/// The chat where nobody sits at a keyboard: each line waits for the operation it started, a question takes the next
/// line, all output is plain text. Exit status 1 if anything was refused or failed, with the reason on the error stream
/// too.
/// </summary>
internal sealed class PipeChat(
    LineReader lines,
    TextWriter output,
    TextWriter errors,
    IConversation conversation,
    ChatSetting setting) : IChatFace
{
    private const int LongestEcho = 200;

    private readonly TextRenderer _text = new(columns: null, setting.Label);
    private readonly ProgressRenderer _progress = new(setting.Label);
    private readonly Notices _notices = new(setting.Notices);
    private bool _anythingFailed;

    /// <inheritdoc/>
    public async Task<ChatEnd> RunAsync(CancellationToken cancellationToken)
    {
        if (setting.SpeaksFirst)
            await GreetAsync(cancellationToken);

        var goesOn = true;
        while (goesOn && await ReadAsync(cancellationToken) is { } line)
            goesOn = string.IsNullOrWhiteSpace(line.Text) || await TakeAsync(line, cancellationToken);

        return new ChatEnd(_anythingFailed ? 1 : 0, IsWanted: !goesOn);
    }

    private Task<InputLine?> ReadAsync(CancellationToken cancellationToken) =>
        _notices.TellWhileAsync(lines.ReadAsync(cancellationToken), output.WriteLineAsync);

    private async Task GreetAsync(CancellationToken cancellationToken)
    {
        await output.WriteLineAsync(setting.Greeting);
        foreach (var operation in await conversation.ListOpenAsync(cancellationToken))
            await output.WriteLineAsync(_progress.GoesOn(operation));
    }

    /// <summary>Carries out one line to its end; false after the one that ends the chat.</summary>
    private async Task<bool> TakeAsync(InputLine line, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"\n{setting.Prompt}{Quoted.Line(line.Text, LongestEcho)}");
        var reply = line.IsTooLong
            ? Reply.Refused("The line is longer than 1 MiB. Nothing was done.")
            : await conversation.DispatchAsync(line.Text, cancellationToken);
        await ShowAsync(reply);
        while (reply.Question is { } question)
        {
            reply = await AnswerAsync(question, cancellationToken);
            await ShowAsync(reply);
        }

        try
        {
            if (reply.Operation is { } operation)
                await FollowAsync(operation, cancellationToken);
        }
        catch (FleetException failure)
        {
            await ComplainAsync(failure.Message);
        }

        return !reply.EndsChat;
    }

    private async Task<Reply> AnswerAsync(Question question, CancellationToken cancellationToken)
    {
        await output.WriteAsync(_text.Render(question));
        var answer = await lines.ReadAsync(cancellationToken);
        var echo = question.Kind == QuestionKind.Secret ? "" : answer?.Text ?? "";
        await output.WriteLineAsync(Quoted.Line(echo, LongestEcho));
        return answer is { IsTooLong: false } given && question.Nonce is { } nonce
            ? await conversation.AnswerAsync(nonce, given.Text, cancellationToken)
            : Reply.Refused("No answer came, so nothing was done. Give the command and its answer a line each.");
    }

    private async Task ShowAsync(Reply reply)
    {
        var text = _text.Render(reply);
        if (text.Length > 0)
            await output.WriteLineAsync(text);
        if (reply.Status is ReplyStatus.Refused or ReplyStatus.Failed)
            await ComplainAsync(text);
    }

    private async Task FollowAsync(OperationId id, CancellationToken cancellationToken)
    {
        OperationRecord? last = null;
        await foreach (var look in conversation.FollowAsync(id, cancellationToken))
        {
            foreach (var change in _progress.Changes(last, look))
                await output.WriteLineAsync(change);
            last = look;
        }

        if (last is null)
            await ComplainAsync($"{id} is not in the store.");
        else if (last.Status != OperationStatus.Succeeded)
            await ComplainAsync(PlainText.OneLine(ProgressRenderer.Conclusion(last)));
    }

    private async Task ComplainAsync(string why)
    {
        _anythingFailed = true;
        await errors.WriteLineAsync(why);
    }
}
