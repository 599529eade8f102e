using System.Threading.Channels;
using ParentClaw.FleetOps.Members;

namespace ParentClaw.ParentBot.Terminal;

/// <summary>Who talks in the terminal, and how the chat calls itself.</summary>
/// <param name="Me">The person at the keyboard: who may start the process may do all.</param>
/// <param name="Fleet">The fleet's name, for the prompt.</param>
/// <param name="Label"><c>SANDBOX</c> in the sandbox: stands at the prompt and on each card; null elsewhere.</param>
internal sealed record ChatSetting(Member Me, string Fleet, string? Label)
{
    /// <summary>What the watch had to say since this was last asked, a line each.</summary>
    public Func<IEnumerable<string>> News { get; init; } = () => [];

    /// <summary>What is told as soon as it comes, some lines each; null for nothing.</summary>
    public ChannelReader<string>? Notices { get; init; }

    /// <summary>
    /// Whether the chat greets and tells what is under way before anything was said to it; it does by default.
    /// </summary>
    public bool SpeaksFirst { get; init; } = true;

    /// <summary>The prompt, with its blank.</summary>
    public string Prompt => $"{(Label is null ? "" : $"{Label} ")}{Fleet}> ";

    /// <summary>Whom a chat in a process of its own reached, in a sentence; null in the parent's own.</summary>
    public string? Reached { get; init; }

    /// <summary>The code by which the person becomes Admin in the other chat too; null for none to be told.</summary>
    public string? ClaimCode { get; init; }

    /// <summary>What the chat says first: where one is, and what to type.</summary>
    public string Greeting => ClaimCode is null
        ? Welcome
        : $"{Welcome}\nNobody commands this parent in Telegram yet. Send its bot there: /claim {ClaimCode}";

    private string Welcome => Reached is { } reached
        ? $"ParentClaw · {(Label is null ? "" : $"{Label} · ")}{reached}\n"
            + "/help shows all commands. /quit ends this chat; the parent goes on."
        : Label is null
        ? "ParentClaw. /init shows and prepares your Azure, /fleet your claws, /help all commands, /quit ends."
        : $"""
          ParentClaw · {Label}: an Azure in a box on this computer, at no cost.
          Type /deploy alice for your first claw, /help for all commands, /quit to end.
          """;
}
