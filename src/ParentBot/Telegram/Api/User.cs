namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>A person, or a bot.</summary>
/// <param name="Id">Whose number; never changes, and is a private chat's id too.</param>
/// <param name="IsBot">Whether it is a bot.</param>
/// <param name="FirstName">The name; anything, chosen freely.</param>
internal sealed record User(long Id, bool IsBot, string FirstName)
{
    /// <summary>The last name.</summary>
    public string? LastName { get; init; }

    /// <summary>The name behind the <c>@</c>, without it; every bot has one.</summary>
    public string? Username { get; init; }

    /// <summary>The language of the person's Telegram, <c>en</c>.</summary>
    public string? LanguageCode { get; init; }
}
