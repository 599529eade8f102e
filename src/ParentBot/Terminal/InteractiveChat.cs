using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Operations;
using ParentClaw.ParentBot.Rendering;

namespace ParentClaw.ParentBot.Terminal;

/// <summary>
/// The chat with a person at a keyboard: a prompt, one live progress block at a time, questions, secrets without echo.
/// Ctrl+C leaves what is shown; an operation goes on in the background.
/// </summary>
internal sealed class InteractiveChat(
    LineEditor editor,
    Keyboard keyboard,
    Screen screen,
    IConversation conversation,
    TimeProvider time,
    ChatSetting setting) : IChatFace
{
    /// <summary>A spinner that neither stutters nor burns.</summary>
    private static readonly TimeSpan FrameEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>Soon enough for who types, and hardly anything to ask.</summary>
    private static readonly TimeSpan NewsEvery = TimeSpan.FromSeconds(2);

    private readonly ProgressRenderer _progress = new(setting.Label);

    private TextRenderer Text => new(screen.Columns, setting.Label);

    /// <inheritdoc/>
    public async Task<ChatEnd> RunAsync(CancellationToken cancellationToken)
    {
        screen.WriteLine(setting.Greeting);
        foreach (var operation in await conversation.ListOpenAsync(cancellationToken))
            screen.WriteLine(_progress.GoesOn(operation));

        var goesOn = true;
        while (goesOn && await ReadAsync(cancellationToken) is { } line)
            goesOn = string.IsNullOrWhiteSpace(line) || await TakeAsync(line, cancellationToken);

        return new ChatEnd(0, IsWanted: true); // at a keyboard the end of input is a key that a person pressed
    }

    private async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        await TellNewsAsync(cancellationToken);
        using var typed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var telling = KeepTellingNewsAsync(typed.Token);
        try
        {
            return await editor.ReadAsync(setting.Prompt, cancellationToken);
        }
        finally
        {
            await typed.CancelAsync();
            await telling; // one question at a time: each asks for what the former one did not bring
        }
    }

    private async Task KeepTellingNewsAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(NewsEvery, time, cancellationToken);
                await TellNewsAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The line is there.
        }
    }

    private async Task TellNewsAsync(CancellationToken cancellationToken)
    {
        foreach (var news in await conversation.ListNewsAsync(cancellationToken))
            screen.Tell(news);
    }

    /// <summary>Carries out one line; false after the one that ends the chat.</summary>
    private async Task<bool> TakeAsync(string line, CancellationToken cancellationToken)
    {
        var reply = await DispatchAsync(line, cancellationToken);
        while (reply is { Question: { } question })
        {
            Show(reply);
            reply = await AnswerAsync(question, cancellationToken);
        }

        if (reply is { RefreshEvery: { } interval })
            await RefreshAsync(line, reply, interval, cancellationToken);
        else if (reply is not null)
            Show(reply);
        if (reply is { Operation: { } operation })
            await FollowAsync(operation, cancellationToken);
        return reply is not { EndsChat: true };
    }

    private void Show(Reply reply)
    {
        if (Text.Render(reply) is { Length: > 0 } text)
            screen.WriteLine(text);
    }

    private async Task<Reply?> DispatchAsync(string line, CancellationToken cancellationToken) =>
        await UntilInterruptedAsync(stop => conversation.ConverseAsync(line, stop), cancellationToken);

    /// <summary>Asks, and brings the answer; null where the person gave up.</summary>
    private async Task<Reply?> AnswerAsync(Question question, CancellationToken cancellationToken)
    {
        var prompt = Text.Render(question);
        var answer = question.Kind == QuestionKind.Secret
            ? await editor.ReadSecretAsync(prompt, cancellationToken)
            : await editor.ReadAsync(prompt, cancellationToken);
        if (answer is null || question.Nonce is not { } nonce)
        {
            screen.WriteLine("Nothing was done.");
            return null;
        }

        return await UntilInterruptedAsync(
            stop => conversation.AnswerAsync(nonce, answer, stop), cancellationToken);
    }

    private async Task<Reply?> UntilInterruptedAsync(
        Func<CancellationToken, Task<Reply>> work, CancellationToken cancellationToken)
    {
        Reply? reply = null;
        if (!await keyboard.UntilPressedAsync(
            Keyboard.IsInterrupt, async stop => reply = await work(stop), cancellationToken))
            screen.WriteLine("Stopped waiting for an answer; /audit and /op tell what came of it.");
        return reply;
    }

    /// <summary>Shows an operation until it ends or the person leaves it to itself with Ctrl+C.</summary>
    private async Task FollowAsync(OperationId id, CancellationToken cancellationToken)
    {
        try
        {
            var isEnded = await keyboard.UntilPressedAsync(
                Keyboard.IsInterrupt, stop => DrawAsync(id, stop), cancellationToken);
            screen.EndBlock();
            if (!isEnded)
                screen.WriteLine($"It goes on in the background; /op {id} shows it, /cancel {id} stops it.");
        }
        catch (FleetException failure)
        {
            screen.EndBlock();
            screen.WriteLine(failure.Message);
        }
    }

    private async Task DrawAsync(OperationId id, CancellationToken cancellationToken)
    {
        var looks = conversation.FollowAsync(id, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var _ = looks;
        var next = looks.MoveNextAsync().AsTask();
        OperationRecord? shown = null;
        for (var frame = 0; ; frame++)
        {
            var tick = Task.Delay(FrameEvery, time, cancellationToken);
            if (await Task.WhenAny(next, tick) == next)
            {
                if (!await next)
                    return;
                shown = looks.Current;
                next = looks.MoveNextAsync().AsTask();
            }

            if (shown is not null)
                screen.Redraw(_progress.Block(shown, time.GetUtcNow(), frame, screen.Columns - 1), keptAbove: 1);
            if (cancellationToken.IsCancellationRequested)
                await next; // an iterator may be left only once it stands still
        }
    }

    /// <summary>Gives the same line again and again, and redraws its reply in place until a key is pressed.</summary>
    private async Task RefreshAsync(string line, Reply first, TimeSpan interval, CancellationToken cancellationToken)
    {
        await keyboard.UntilPressedAsync(_ => true, RefreshUntilPressedAsync, cancellationToken);
        screen.EndBlock();

        async Task RefreshUntilPressedAsync(CancellationToken stop)
        {
            for (var reply = first; ; reply = await conversation.DispatchAsync(line, stop))
            {
                // The head of a table matters, and the end of a log.
                var keptAbove = reply.Blocks is [OutputBlock] ? 0 : int.MaxValue;
                var lines = Text.Render(reply with { Buttons = [] }).Split('\n');
                screen.Redraw([.. lines, "Any key ends this."], keptAbove);
                await Task.Delay(interval, time, stop);
            }
        }
    }
}
