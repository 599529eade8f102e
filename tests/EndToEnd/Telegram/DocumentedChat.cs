using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ParentClaw.TestKit.Telegram;

namespace ParentClaw.EndToEnd.Telegram;

/// <summary>
/// Holds a page of the documentation to what a chat really looks like: each block fenced with <c>```chat</c> is a part
/// of it, in order. What differs from run to run (ids, codes, addresses, times) is named alike in both.
/// </summary>
internal sealed partial class DocumentedChat
{
    private readonly List<string> _parts = [];
    private readonly Dictionary<long, int> _seen = [];

    /// <summary>Takes what the chat shows since the last part.</summary>
    /// <param name="chat">Which chat.</param>
    /// <param name="again">How many messages of the last part are shown again, for they changed.</param>
    public void Take(TestChat chat, int again = 0)
    {
        var from = _seen.GetValueOrDefault(chat.Id) - again;
        var messages = chat.Messages;
        _parts.Add(Plain(string.Join('\n', messages.Skip(from))));
        _seen[chat.Id] = messages.Count;
    }

    /// <summary>
    /// Fails where the page shows something else; what it should show is then beside it, as <c>.received.md</c>.
    /// </summary>
    public void ShouldBeIn(string page, [CallerFilePath] string test = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(test)!, "../../../docs", page);
        var text = File.ReadAllText(path);
        var next = 0;
        var right = ChatBlock().Replace(
            text, _ => next < _parts.Count ? $"```chat\n{_parts[next++]}\n```" : "```chat\n```");
        var received = Path.ChangeExtension(path, ".received.md");
        if (next == _parts.Count && ChatBlock().Count(text) == next && right == text)
        {
            File.Delete(received);
            return;
        }

        var missing = string.Concat(_parts.Skip(next).Select(part => $"\n```chat\n{part}\n```\n"));
        File.WriteAllText(received, right + missing);
        throw new ShouldAssertException($"Not as it looks: diff {path} {received}; if it is right, mv it there.");
    }

    private static string Plain(string look)
    {
        look = OperationId().Replace(look, "op-k3f9x2ma");
        look = Code().Replace(look, "vwa5932bv83v7grnm2447mp9gb");
        look = Address().Replace(look, "127.20.30.40");
        look = Duration().Replace(look, "");
        look = PairingCode().Replace(look, "9SMXHWEU");
        look = ClockTime().Replace(look, "09:00");
        look = Date().Replace(look, "20 Nov 09:00");
        look = Person().Replace(look, "${name}7001");
        return string.Join('\n', look.Split('\n').Select(line => line.TrimEnd()));
    }

    [GeneratedRegex(@"```chat\n(?s:.*?)\n?```")]
    private static partial Regex ChatBlock();

    [GeneratedRegex("op-[a-z0-9]{8}")]
    private static partial Regex OperationId();

    [GeneratedRegex("(?<=/claim )[a-z0-9]{26}")]
    private static partial Regex Code();

    [GeneratedRegex(@"127(\.\d{1,3}){3}", RegexOptions.ExplicitCapture)]
    private static partial Regex Address();

    [GeneratedRegex(@" · \d+ s\b")]
    private static partial Regex Duration();

    [GeneratedRegex(@"\b[A-HJ-NP-Z2-9]{8}\b")]
    private static partial Regex PairingCode();

    [GeneratedRegex(@"\b\d\d:\d\d\b")]
    private static partial Regex ClockTime();

    [GeneratedRegex(@"\b\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) 09:00", RegexOptions.ExplicitCapture)]
    private static partial Regex Date();

    [GeneratedRegex(@"(?<name>\(Bob, )\d+", RegexOptions.ExplicitCapture)]
    private static partial Regex Person();
}
