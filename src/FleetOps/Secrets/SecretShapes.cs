using System.Text.RegularExpressions;

namespace ParentClaw.FleetOps.Secrets;

/// <summary>
/// What looks like a secret in a line that a person typed, so that a token in the wrong place is not kept. Pure; rather
/// too much is taken for one than too little.
/// </summary>
public static partial class SecretShapes
{
    /// <summary>The text with <c>[redacted]</c> in place of all that looks like a secret.</summary>
    public static string Redact(string text) => Shape().Replace(text, Secret.Redacted);

    /// <summary>Whether something in it looks like a secret.</summary>
    public static bool ContainsSecret(string text) => Shape().IsMatch(text);

    // A Telegram bot's token; keys by their providers' prefixes; a JSON web token; what follows "Bearer"; and any long
    // word of small and capital letters and digits, as no name, version or path of ours is.
    [GeneratedRegex(
        """
        \d{5,}:[A-Za-z0-9_-]{30,}
        | (?<![A-Za-z0-9_-])
          (?: sk | xai | gh[oprsu] | github_pat | glpat | tskey | xox[abp] | hf ) [-_] [A-Za-z0-9_-]{16,}
        | (?<![A-Za-z0-9_-]) (?: AIza | AKIA ) [A-Za-z0-9_-]{16,}
        | (?<![A-Za-z0-9_-]) eyJ [A-Za-z0-9_-]{10,} (?: \. [A-Za-z0-9_-]+ ){1,2}
        | (?<= \b [Bb]earer [ ] ) [A-Za-z0-9._~+/=-]{16,}
        | (?<![A-Za-z0-9_-])
          (?= [A-Za-z0-9_-]* [a-z] ) (?= [A-Za-z0-9_-]* [A-Z] ) (?= [A-Za-z0-9_-]* \d ) [A-Za-z0-9_-]{40,}
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
