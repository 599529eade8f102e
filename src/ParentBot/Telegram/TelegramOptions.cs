using System.ComponentModel.DataAnnotations;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>The chat in Telegram.</summary>
internal sealed class TelegramOptions : IValidatableObject
{
    /// <summary>Its section.</summary>
    public const string Section = "Telegram";

    /// <summary>The token that BotFather gave the parent's own bot; empty by default: no chat in Telegram.</summary>
    public string Token { get; set; } = "";

    /// <summary>
    /// A file that holds the token instead, such as a credential of systemd, so that it stands in no environment. Empty
    /// by default. A file in which nothing stands is a token that is yet to come: no chat in Telegram.
    /// </summary>
    public string TokenFile { get; set; } = "";

    /// <summary>
    /// Where the Bot API is; <c>https://api.telegram.org</c> by default. Plain http on loopback alone.
    /// </summary>
    public string ApiRoot { get; set; } = "https://api.telegram.org";

    /// <summary>Whether there is a bot to be.</summary>
    public bool IsOn =>
        Token.Length > 0 || TokenFile.Length > 0 && new FileInfo(TokenFile) is not { Exists: true, Length: 0 };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsFit(ApiRoot))
        {
            yield return new ValidationResult(
                "ApiRoot must be an https address; plain http is for loopback alone, as the address holds the token.",
                [nameof(ApiRoot)]);
        }

        if (Token.Length > 0 && TokenFile.Length > 0)
        {
            yield return new ValidationResult(
                "Token and TokenFile are both set; leave one of them out.", [nameof(Token), nameof(TokenFile)]);
        }
    }

    private static bool IsFit(string root) => Uri.TryCreate(root, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback);
}
