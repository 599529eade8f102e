namespace ParentClaw.FleetOps.Members;

/// <summary>What the parent is called where its members meet it; each face sets what it learns.</summary>
public sealed class ParentIdentity
{
    /// <summary>The Telegram bot's user name without the <c>@</c>; null while it is not known.</summary>
    public string? BotUserName { get; set; }

    /// <summary>
    /// The code that makes its sender the first Admin there; null where there was one already when the process started.
    /// </summary>
    public string? ClaimCode { get; set; }
}
