using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ParentClaw.FleetOps.Remote;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Remote;

public sealed class ShellQuotingTests
{
    /// <summary>Words that shells are known to trip over.</summary>
    internal static readonly string[] Hostile =
    [
        "", " ", "'", "''", "\"", "\\", "\\'", "a'b\"c", "$(touch /tmp/x)", "`id`", "$HOME", "${IFS}", "!", "!!", "*",
        "?", "[a]", "~", "~root", "-n", "--", "--help", "-", ";", "&", "&&", "|", ">", "<", "(", ")", "{a,b}", "#",
        "# no comment", "a\nb", "\n", "\r\n", "\t", "trailing\n", "\u0001", "\u001b[31m", "\u007f", "%s", "%n", "🦞",
        "é", "日本語", "\u202e", "=", "a=b",
    ];

    private static readonly string[] Alphabet =
        [.. "ab '\"\\$`(){}[]*?!~#&|;<>\n\t-=%é\u0001🦞".EnumerateRunes().Select(rune => rune.ToString())];

    [Fact]
    public void A_word_stands_between_single_quotes() =>
        ShellQuoting.Quote(["echo", "it's $HOME"]).ShouldBe(@"'echo' 'it'\''s $HOME'");

    [Fact]
    public void What_no_command_line_can_carry_is_refused()
    {
        Should.Throw<ArgumentException>(() => ShellQuoting.Quote(["echo", "a\0b"]));
        Should.Throw<ArgumentException>(() => ShellQuoting.Quote(["echo", "half a pair: \ud83e"]));
    }

    [Fact]
    public void A_command_without_a_word_is_refused() => Should.Throw<ArgumentException>(() => ShellQuoting.Quote([]));

    [Fact]
    public void Words_too_long_for_one_argument_are_refused()
    {
        ShellQuoting.Quote([new string('a', ShellQuoting.LongestLine - 2)]).Length.ShouldBe(ShellQuoting.LongestLine);
        Should.Throw<ArgumentException>(() => ShellQuoting.Quote([new string('a', ShellQuoting.LongestLine - 1)]));
    }

    [Fact]
    public async Task Hostile_words_pass_a_real_shell_byte_for_byte() =>
        (await ThroughShellAsync(Hostile)).ShouldBe(Hostile);

    [Fact]
    public async Task Generated_words_pass_a_real_shell_byte_for_byte()
    {
        foreach (var words in Generated(count: 500).Sample(4, 12))
            (await ThroughShellAsync(words)).ShouldBe(words);
    }

    [Needs("sshd", "ssh")]
    public async Task Hostile_and_generated_words_arrive_at_a_machine_byte_for_byte()
    {
        await using var ground = await SshGround.MakeAsync();

        foreach (var words in Generated(count: 100).Sample(4, 12).Append(Hostile))
            Split((await ground.RunAsync(["printf", @"%s\0", .. words])).Output.Span).ShouldBe(words);
    }

    private static Gen<string[]> Generated(int count) =>
        Gen.Elements(Alphabet).ArrayOf().Select(string.Concat).ArrayOf(count);

    private static async Task<string[]> ThroughShellAsync(IReadOnlyList<string> words)
    {
        var line = ShellQuoting.Quote(["printf", @"%s\0", .. words]);
        var runner = new ProcessRunner(TimeProvider.System);
        var end = await runner.RunAsync(new ProcessOrder("sh", "-c", line), CancellationToken.None);
        return Split(end.Output.Kept.Span);
    }

    private static string[] Split(ReadOnlySpan<byte> output) => Encoding.UTF8.GetString(output).Split('\0')[..^1];
}
