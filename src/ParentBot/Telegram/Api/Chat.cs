using System.Text.Json.Serialization;

namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>Where messages are: a talk with one person, or a group.</summary>
/// <param name="Id">Its number: the person's own, or a group's, which is negative.</param>
/// <param name="Type"><c>private</c>, <c>group</c>, <c>supergroup</c> or <c>channel</c>.</param>
internal sealed record Chat(long Id, string Type)
{
    /// <summary>What a group is called.</summary>
    public string? Title { get; init; }

    /// <summary>The name behind the <c>@</c>, without it.</summary>
    public string? Username { get; init; }

    /// <summary>The person's first name, in a private chat.</summary>
    public string? FirstName { get; init; }

    /// <summary>The person's last name, in a private chat.</summary>
    public string? LastName { get; init; }

    /// <summary>Whether it is a talk with one person.</summary>
    [JsonIgnore]
    public bool IsPrivate => Type == "private";
}
