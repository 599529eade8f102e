using System.Text.RegularExpressions;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.ParentBot.Configuration;

namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>The token of the parent's own bot.</summary>
/// <param name="Value">The token; null where the parent has none.</param>
internal sealed partial record OwnToken(Secret? Value)
{
    /// <summary>Takes it from the settings, or from the file that they name.</summary>
    /// <exception cref="StartRefusedException">The file cannot be read, or what is given is no token.</exception>
    public static OwnToken Read(TelegramOptions options)
    {
        if (!options.IsOn)
            return new(default(Secret));

        var isFile = options.Token.Length == 0;
        var token = isFile ? Content(options.TokenFile) : options.Token;
        var place = isFile ? $"the file {options.TokenFile}" : "Telegram:Token";
        return HasShape(token)
            ? new(new Secret(token))
            : throw new StartRefusedException(
                $"In {place} is not the token of a bot. BotFather gives one as 123456789:ABC-…; his /token shows it.");
    }

    /// <summary>Whether a text looks as tokens do, and so may stand in an address: digits, a colon, letters.</summary>
    public static bool HasShape(string text) => Shape().IsMatch(text);

    private static string Content(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(
                $"The file {file}, which Telegram:TokenFile names, cannot be read: {unreadable.Message}", unreadable);
        }
    }

    [GeneratedRegex(@"\A[0-9]{1,20}:[A-Za-z0-9_-]{1,100}\z")]
    private static partial Regex Shape();
}
