using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ParentClaw.FleetOps.Commands;

namespace ParentClaw.FleetOps.Contracts;

/// <summary>
/// A command of the catalogue for programs: what the CLI, the MCP tools and the API's docs are made from.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Role">The least role, in lower case.</param>
/// <param name="Effect"><c>reads</c>, <c>changes</c> or <c>destroys</c>: the most it can do.</param>
/// <param name="IsOnce">Whether twice differs from once.</param>
/// <param name="HasDryRun">Whether it can tell what it would do.</param>
/// <param name="Usage">As in <c>/help</c>.</param>
/// <param name="Example">A runnable line.</param>
/// <param name="Arguments">In the order of a line.</param>
/// <param name="Schema">JSON Schema of its arguments by name.</param>
public sealed record CommandView(
    string Name, string Summary, string Role, string Effect, bool IsOnce, bool HasDryRun, string Usage, string Example,
    ImmutableList<ArgumentView> Arguments, JsonObject Schema)
{
    /// <summary>The view of a command.</summary>
    public static CommandView Of(CommandDescription command) => new(
        command.Name, command.Summary, Words.Of(command.Role), Words.Of(command.Effect), command.IsOnce,
        command.HasDryRun, command.Usage, command.Example,
        [.. command.Arguments.Select(ArgumentView.Of)], CommandSchema.Of(command));
}

/// <summary>An argument of a command.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it is.</param>
/// <param name="IsOptional">Whether it may be left out.</param>
/// <param name="IsNamed">Whether it is written <c>name=value</c> in a line.</param>
/// <param name="TakesRest">Whether it takes the rest of a line.</param>
/// <param name="IsFile">Whether its text is usually that of a file, which a CLI reads.</param>
/// <param name="Choices">The words it accepts; empty for any.</param>
/// <param name="Type">Of which kind: <c>ClawName</c>, <c>OperationId</c>, <c>String</c>, <c>Int32</c>, …</param>
public sealed record ArgumentView(
    string Name, string Summary, bool IsOptional, bool IsNamed, bool TakesRest, bool IsFile,
    ImmutableList<string> Choices, string Type)
{
    /// <summary>The view of an argument.</summary>
    public static ArgumentView Of(ArgumentDescription argument) => new(
        argument.Name, argument.Summary, argument.IsOptional, argument.IsNamed, argument.TakesRest, argument.IsFile,
        [.. argument.Choices], argument.Type.Name);
}
