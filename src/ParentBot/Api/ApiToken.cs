using ParentClaw.FleetOps.Members;

namespace ParentClaw.ParentBot.Api;

/// <summary>What lets an agent in over TCP.</summary>
internal sealed class ApiToken
{
    /// <summary>The fewest characters of a token.</summary>
    public const int Shortest = 32;

    /// <summary>The agent's name: the audit trail and the cards show <c>token:NAME</c>.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its role; <c>Viewer</c> by default.</summary>
    public Role Role { get; set; }

    /// <summary>The token, at least 32 characters. Empty by default.</summary>
    public string Token { get; set; } = "";

    /// <summary>Or a file that holds it and that nobody else can read; not both.</summary>
    public string TokenFile { get; set; } = "";

    /// <summary>What is wrong with it, a sentence without the token; null where nothing is.</summary>
    public string? FindFault() => this switch
    {
        _ when !CallerNames.IsFit(Name) => $"Its name is no name: {CallerNames.Rule}",
        { Token.Length: > 0, TokenFile.Length: > 0 } => "Token and TokenFile are both set; leave one of them out.",
        { Token.Length: 0, TokenFile.Length: 0 } => "Neither Token nor TokenFile is set.",
        { Token.Length: > 0 and < Shortest } => $"The token has fewer than {Shortest} characters. {How}",
        _ => null,
    };

    /// <summary>How to make one.</summary>
    public static string How => "openssl rand -hex 32 makes a good one.";
}
