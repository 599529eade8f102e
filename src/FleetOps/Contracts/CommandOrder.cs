using System.Collections.Immutable;
using System.Text.Json;

namespace ParentClaw.FleetOps.Contracts;

/// <summary>An order as a program gives it: the body of <c>POST /v1/commands/{name}</c>.</summary>
public sealed record CommandOrder
{
    /// <summary>Arguments by name; a string, a whole number or a boolean each, as the command's schema says.</summary>
    public ImmutableDictionary<string, JsonElement> Arguments
    {
        get;
        init => field = value ?? ImmutableDictionary<string, JsonElement>.Empty; // generated readers set what is absent
    }
    = ImmutableDictionary<string, JsonElement>.Empty;

    /// <summary>
    /// What stands behind the command's name in a chat, for who has a line and no names; arguments may be given beside
    /// it.
    /// </summary>
    public string? Words { get; init; }

    /// <summary>Why, for the person who is asked to approve it.</summary>
    public string? Why { get; init; }

    /// <summary>Whether only to tell what it would do.</summary>
    public bool DryRun { get; init; }

    /// <summary>
    /// Width in columns of the <see cref="ReplyView.Text"/>; 0 for unlimited, null for no text at all.
    /// </summary>
    public int? Columns { get; init; }
}
