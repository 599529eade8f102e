using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace ParentClaw.FleetOps.Secrets;

/// <summary>
/// Name of a claw's secret: <c>a-z</c>, <c>0-9</c> and <c>_</c>, at most 64 characters. On the machine it is the
/// upper-case name: <c>telegram_bot_token</c> is <c>TELEGRAM_BOT_TOKEN</c> in <c>secrets.json</c> or <c>.env</c>.
/// </summary>
public sealed partial record SecretName : IComparable<SecretName>
{
    /// <summary>Token of the claw's Telegram bot.</summary>
    public static readonly SecretName TelegramBotToken = new("telegram_bot_token");

    /// <summary>Private half of the key with which the parent enters; never leaves the parent.</summary>
    public static readonly SecretName AccessKey = new("ssh_access_key");

    /// <summary>Private half of the machine's host key; handed over in cloud-init only.</summary>
    public static readonly SecretName HostKey = new("ssh_host_key");

    /// <summary>The gateway's own token, made by the parent.</summary>
    public static readonly SecretName GatewayToken = new("openclaw_gateway_token");

    private const string FormerPrefix = "former_";

    private SecretName(string value) => Value = value;

    /// <summary>The names that mean something to us; others are passed through as they are.</summary>
    public static IReadOnlyList<SecretName> Known { get; } =
    [
        TelegramBotToken, new("xai_api_key"), new("openai_api_key"), new("anthropic_api_key"), new("moonshot_api_key"),
        new("deepseek_api_key"), new("claude_setup_token"), new("brightdata_api_token"), new("tailscale_authkey"),
    ];

    /// <summary>The name as text.</summary>
    public string Value { get; }

    /// <summary>Whether the parent makes and keeps it by itself: not listed, not set by hand.</summary>
    public bool IsInternal => this == AccessKey || this == HostKey || this == GatewayToken || IsFormer;

    /// <summary>Whether it is sent to the machine; the SSH keys and former values are not.</summary>
    public bool ReachesMachine => this != AccessKey && this != HostKey && !IsFormer;

    /// <summary>Under which the value before is kept until a changed one has proved itself on the machine.</summary>
    public SecretName Former => new(FormerPrefix + Value);

    private bool IsFormer => Value.StartsWith(FormerPrefix, StringComparison.Ordinal);

    /// <summary>The environment variable that carries it on the machine.</summary>
    public string Variable => Value.ToUpperInvariant();

    /// <summary>Reads a name.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SecretName? name)
    {
        name = text is not null && Pattern().IsMatch(text) ? new SecretName(text) : null;
        return name is not null;
    }

    /// <summary>
    /// The name of the key that a model's provider needs, or null where it needs none (as <c>local</c>).
    /// </summary>
    public static SecretName? OfProvider(string provider) =>
        Known.FirstOrDefault(known => known.Value == $"{provider}_api_key");

    /// <inheritdoc/>
    public int CompareTo(SecretName? other) => string.CompareOrdinal(Value, other?.Value);

    /// <summary>The name itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex(@"\A(former_)?[a-z][a-z0-9_]{0,63}\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
