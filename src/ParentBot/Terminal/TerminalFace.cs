using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Threading.Channels;

namespace ParentClaw.ParentBot.Terminal;

/// <summary>The chat in the terminal that started the process. The only place that touches the console.</summary>
/// <param name="converse">
/// Begins the conversation with the parent; what it says meanwhile to the person goes to the action.
/// </param>
/// <param name="time">The clock.</param>
/// <param name="setting">How the chat calls itself.</param>
[SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "The terminal face owns the console.")]
internal sealed class TerminalFace(
    Func<Action<string>, IConversation> converse, TimeProvider time, ChatSetting setting) : IChatFace
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Whether a person sits at a keyboard, and no file or pipe is in between.</summary>
    public static bool IsAtKeyboard => !Console.IsInputRedirected && !Console.IsOutputRedirected;

    /// <inheritdoc/>
    public async Task<ChatEnd> RunAsync(CancellationToken cancellationToken)
    {
        await using var output = Writer(Console.OpenStandardOutput());
        await using var errors = Writer(Console.OpenStandardError());
        try
        {
            var face = await FaceForAsync(output, errors, cancellationToken);
            return await face.RunAsync(cancellationToken);
        }
        finally
        {
            // Nobody reads the keys any more: Ctrl+C is a signal again, for who will not wait for the end.
            if (IsAtKeyboard)
                Console.TreatControlCAsInput = false;
        }
    }

    private async Task<IChatFace> FaceForAsync(
        TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        if (!IsAtKeyboard)
        {
            var lines = new LineReader(Console.OpenStandardInput());
            return new PipeChat(lines, output, errors, converse(errors.WriteLine), setting);
        }

        var keyboard = new Keyboard(StartReadingKeys());
        var screen = new Screen(output, () => (Math.Max(20, Console.WindowWidth), Math.Max(4, Console.WindowHeight)));
        var conversation = converse(screen.Tell);
        var editor = new LineEditor(
            keyboard, screen, await conversation.ListCommandsAsync(cancellationToken), setting.Notices);
        return new InteractiveChat(editor, keyboard, screen, conversation, time, setting);
    }

    private static StreamWriter Writer(Stream stream) => new(stream, Utf8) { AutoFlush = true, NewLine = "\n" };

    /// <summary>
    /// One thread reads all keys from the start to the end: two readers would steal keys from each other.
    /// </summary>
    private static ChannelReader<ConsoleKeyInfo> StartReadingKeys()
    {
        var keys = Channel.CreateUnbounded<ConsoleKeyInfo>(new UnboundedChannelOptions { SingleWriter = true });
        Console.TreatControlCAsInput = true;
        var reader = new Thread(() =>
        {
            while (true)
                keys.Writer.TryWrite(Console.ReadKey(intercept: true));
        })
        {
            IsBackground = true,
            Name = "keyboard",
        };
        reader.Start();
        return keys.Reader;
    }
}
