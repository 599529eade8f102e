using ParentClaw.FleetOps.Members;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Makes a record a command of the catalogue.</summary>
/// <param name="name">Its name, <c>[a-z0-9_]</c>, as Telegram wants it.</param>
/// <param name="summary">One sentence for <c>/help</c> and menus, at most 256 characters.</param>
/// <param name="role">The least role that may give it.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FleetCommandAttribute(string name, string summary, Role role) : Attribute
{
    /// <summary>Its name without the slash.</summary>
    public string Name { get; } = name;

    /// <summary>One sentence.</summary>
    public string Summary { get; } = summary;

    /// <summary>The least role that may give it.</summary>
    public Role Role { get; } = role;

    /// <summary>What it does to the world; agents' destructive commands wait for a person.</summary>
    public Effect Effect { get; init; } = Effect.Reads;

    /// <summary>
    /// Whether twice differs from once, as with a message: where it is unknown if it was carried out, the person is
    /// asked instead of doing it again.
    /// </summary>
    public bool IsOnce { get; init; }

    /// <summary>
    /// Whether it can tell what it would do without doing it: its handler is an
    /// <see cref="ICommandPlanner{TCommand}"/>.
    /// </summary>
    public bool HasDryRun { get; init; }

    /// <summary>
    /// Whether it is for persons alone: an agent's is refused whatever the rules say, and nobody is asked.
    /// </summary>
    public bool NeedsPerson { get; init; }

    /// <summary>A runnable example with the slash, shown with the usage line.</summary>
    public required string Example { get; init; }

    /// <summary>Position in <c>/help</c>; smaller first, then by name.</summary>
    public int Order { get; init; } = 100;
}
