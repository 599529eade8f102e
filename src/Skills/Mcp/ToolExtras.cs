using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Mcp;

/// <summary>
/// What a tool takes beside its command's arguments, by name; null where it does not. A name that an argument of the
/// command has already gets underscores behind it, so none hides another.
/// </summary>
/// <param name="Why">Why, for the person who is asked.</param>
/// <param name="Wait">Whether to wait until it is over.</param>
/// <param name="DryRun">Whether only to tell what it would do.</param>
internal sealed record ToolExtras(string? Why, string Wait, string? DryRun)
{
    /// <summary>The extras of a command's tool.</summary>
    public static ToolExtras Of(CommandView command) => new(
        IsLook(command) ? null : Free(command, "why"),
        Free(command, "wait"),
        command.HasDryRun ? Free(command, "dryRun") : null);

    /// <summary>Whether a command only looks, whatever its arguments.</summary>
    public static bool IsLook(CommandView command) => command.Effect == "reads";

    private static string Free(CommandView command, string wanted)
    {
        var name = wanted;
        while (command.Arguments.Any(argument => argument.Name == name))
            name += "_";
        return name;
    }
}
