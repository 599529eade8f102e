using System.Collections.Immutable;

namespace ParentClaw.Skills.Cli;

/// <summary>A command under the name that another set of scripts has for it.</summary>
/// <param name="Name">That name.</param>
/// <param name="Command">The command of ours.</param>
/// <param name="Says">What it is, one line.</param>
/// <param name="Rewrite">Makes our words of theirs.</param>
internal sealed record Alias(
    string Name, string Command, string Says, Func<ImmutableList<string>, ImmutableList<string>> Rewrite)
{
    /// <summary>All there are.</summary>
    public static IReadOnlyList<Alias> All { get; } =
    [
        new("list", "fleet", "fleet", words => words),
        new("monitor-all", "fleet", "fleet; with --watch it goes on", words => words),
        new("send-message", "message", "message", words => words),
        new("approve-user", "approve", "approve", words => words),
        new("user-onboard", "onboard", "onboard", words => words),
        new("setup-telegram-bot", "token", "token", words => words),
        new("config-view", "config", "config CLAW view", words => words.Insert(Math.Min(1, words.Count), "view")),
        new("receive-check", "recent", "recent CLAW 50", WithoutCountOption),
    ];

    /// <summary>The alias of a name; null where there is none.</summary>
    public static Alias? Find(string name) => All.FirstOrDefault(alias => alias.Name == name);

    /// <summary><c>-n 50</c> is <c>50</c>.</summary>
    private static ImmutableList<string> WithoutCountOption(ImmutableList<string> words) =>
    [
        .. words.Where(word => word != "-n")
            .Select(word => word.StartsWith("-n", StringComparison.Ordinal) ? word[2..].TrimStart('=') : word),
    ];
}
