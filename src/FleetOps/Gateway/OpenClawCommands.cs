using System.Text;
using System.Text.Json.Nodes;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.FleetOps.Gateway;

/// <summary>
/// The <c>openclaw</c> command lines we use, as pure text. Measured on OpenClaw 2026.9.6 and two cores; each deadline
/// is about
/// three times the slowest run, as a claw's machine may be busy when one needs it most.
/// </summary>
/// <remarks>
/// A non-interactive SSH session has a bare PATH, and a process machine one of its own: so the place where npm installs
/// is
/// added behind what is there. The rest of the environment (HOME, the state folder under it) is that of the account
/// that the
/// parent enters by, which is the gateway's own.
/// </remarks>
public static class OpenClawCommands
{
    /// <summary>
    /// Most bytes of a message: Linux takes 128 KiB as one argument, and the <c>openclaw</c> CLI takes the text as one.
    /// </summary>
    public const int LongestMessage = 120 * 1024;

    private const string Path = "PATH=\"$PATH:/usr/local/bin:/usr/bin:/bin\"; ";

    private const string Run = Path + "exec openclaw \"$@\"";

    // read -d '' takes all up to a NUL, trailing newlines included (which $(cat) would eat), and fails at the end of
    // input.
    private const string Send =
        Path + "IFS= read -r -d '' text || true; "
        + "exec openclaw message send --channel telegram --target \"$1\" --message \"$text\" --json";

    private const string Ask =
        Path + "IFS= read -r -d '' text || true; exec openclaw agent --agent main --message \"$text\" --json";

    // An agent that browses and writes takes minutes; who asked in a chat does not wait longer than this.
    private static readonly TimeSpan AgentDeadline = TimeSpan.FromMinutes(5);

    // Loads the channel plugins: 4.2-9.4 s, 5 CPU seconds.
    private static readonly TimeSpan PluginDeadline = TimeSpan.FromSeconds(30);

    // 0.9 s; 1.3 s where the gateway is down, 11.3 s where it hangs.
    private static readonly TimeSpan CallDeadline = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Who waits to be let in, with codes. Reads the state itself: works with the gateway down or hung.
    /// </summary>
    /// <remarks>Without the word <c>telegram</c> it fails, although the channel is configured.</remarks>
    public static RemoteCommand ListPairings { get; } =
        OpenClaw("pairing", "list", "telegram", "--json") with { Deadline = PluginDeadline };

    /// <summary>Who waits to be let in, with request ids and without codes. Needs the gateway.</summary>
    public static RemoteCommand ListPairingRequests { get; } = Call("channels.pairing.list", parameters: null);

    /// <summary>Lets one in by the gateway: tells him, and makes nobody the owner.</summary>
    public static RemoteCommand ApproveRequest(string account, string requestId) =>
        Call("channels.pairing.approve", new JsonObject
        {
            ["channel"] = "telegram",
            ["accountId"] = account,
            ["requestId"] = requestId,
            ["notify"] = true,
        });

    /// <summary>
    /// Lets one in by his code without the gateway. Where <c>commands.ownerAllowFrom</c> is empty it makes him the
    /// owner, so
    /// it may only be used where the owner is set.
    /// </summary>
    public static RemoteCommand ApproveCode(string code) =>
        OpenClaw("pairing", "approve", "telegram", code, "--notify") with { Deadline = PluginDeadline };

    /// <summary>Turns one away.</summary>
    public static RemoteCommand DismissRequest(string account, string requestId) =>
        Call("channels.pairing.dismiss", new JsonObject
        {
            ["channel"] = "telegram",
            ["accountId"] = account,
            ["requestId"] = requestId,
        });

    /// <summary>
    /// Sends a text as the claw's bot (5.6-6.9 s; 6.6 s to fail where the gateway is down). The text goes through
    /// stdin.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The text is empty, has a NUL or half a surrogate pair, or is too long.
    /// </exception>
    public static RemoteCommand SendMessage(long recipient, string text) =>
        new("bash", "-c", Send, "openclaw", recipient.ToString())
        {
            Input = Bytes(text),
            Deadline = PluginDeadline,
        };

    /// <summary>
    /// Gives the agent a turn in its main session (3.0-4.4 s with a model that only echoes). The text goes through
    /// stdin.
    /// </summary>
    /// <exception cref="ArgumentException">As <see cref="SendMessage"/>.</exception>
    public static RemoteCommand AskAgent(string text) =>
        new("bash", "-c", Ask, "openclaw")
        {
            Input = Bytes(text),
            Deadline = AgentDeadline,
        };

    /// <summary>Why a text cannot be sent, as a sentence; null where it can.</summary>
    public static string? FindFault(string text)
    {
        if (text.Length == 0)
            return "The message is empty.";

        if (text.Contains('\0', StringComparison.Ordinal))
            return "The message has a NUL character, which no command line can carry.";

        if (!IsWellFormed(text))
            return "The message has half of a character (a lone surrogate) and is no text.";

        return Encoding.UTF8.GetByteCount(text) > LongestMessage
            ? $"The message is longer than {LongestMessage / 1024} KiB; send it in parts."
            : null;
    }

    /// <summary>The newest lines of the log (1.1-1.4 s). Reads the file where the gateway is down.</summary>
    public static RemoteCommand ReadLog(int lines) =>
        OpenClaw("logs", "--json", "--limit", lines.ToString()) with { Deadline = CallDeadline };

    /// <summary>Refuses a text that cannot be sent.</summary>
    /// <exception cref="ArgumentException">As <see cref="SendMessage"/>.</exception>
    internal static void RequireText(string text)
    {
        if (FindFault(text) is { } fault)
            throw new ArgumentException(fault, nameof(text));
    }

    private static byte[] Bytes(string text)
    {
        RequireText(text);
        return Encoding.UTF8.GetBytes(text);
    }

    /// <summary>A method of the gateway by command line: what RPC answers, in 0.9 s.</summary>
    internal static RemoteCommand Call(string method, JsonObject? parameters) =>
        OpenClaw(
            parameters is null
                ? ["gateway", "call", method, "--json"]
                : ["gateway", "call", method, "--params", parameters.ToJsonString(), "--json"]) with
        {
            Deadline = CallDeadline,
        };

    /// <summary>An <c>openclaw</c> command line.</summary>
    internal static RemoteCommand OpenClaw(params string[] arguments) =>
        new(["bash", "-c", Run, "openclaw", .. arguments]);

    /// <summary>A line of bash in which <c>openclaw</c> is found.</summary>
    internal static RemoteCommand Shell(string line) => new("bash", "-c", Path + line);

    private static bool IsWellFormed(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var read) != System.Buffers.OperationStatus.Done)
                return false;

            rest = rest[read..];
        }

        return true;
    }
}
