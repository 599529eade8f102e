using Microsoft.Extensions.Configuration;
using ParentClaw.ParentBot.Configuration;
using ParentClaw.ParentBot.Telegram;
using ParentClaw.ParentBot.Terminal;

namespace ParentClaw.ParentBot.Life;

/// <summary>In which ways this process can be talked to: known before there is a container to ask.</summary>
/// <param name="IsTerminal">Whether it talks on its standard streams.</param>
/// <param name="IsTelegram">
/// Whether it talks in Telegram; then it lives without a terminal, and the end of its input is not its own.
/// </param>
/// <param name="IsAtKeyboard">Whether a person sits at a keyboard on its standard streams.</param>
internal sealed record Ways(bool IsTerminal, bool IsTelegram, bool IsAtKeyboard)
{
    /// <summary>Whether the error stream is free to take the log: no person looks at it.</summary>
    public bool IsErrorStreamFree => !IsTerminal || IsTelegram && !IsAtKeyboard;

    /// <summary>Whether the chat on the standard streams speaks first; into a journal it would be noise.</summary>
    public bool IsGreeted => IsAtKeyboard || !IsTelegram;

    /// <summary>The ways of a configuration, in this process.</summary>
    public static Ways Of(IConfiguration configuration) => new(
        configuration.GetSection(TerminalOptions.Section).Get<TerminalOptions>() is not { Enabled: false },
        configuration.GetSection(TelegramOptions.Section).Get<TelegramOptions>() is { IsOn: true },
        TerminalFace.IsAtKeyboard);

    /// <summary>As others who want the data folder are told.</summary>
    public override string ToString() => (IsTerminal && IsGreeted, IsTelegram) switch
    {
        (true, true) => "terminal and telegram",
        (true, false) => "terminal",
        (false, true) => "telegram",
        (false, false) => "no chat",
    };
}
