using System.Collections.Immutable;
using ParentClaw.FleetOps.Members;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Lists the commands, or explains one.</summary>
[FleetCommand("help", "List all commands, or explain one.", Role.Viewer, Example = "/help deploy", Order = 900)]
public sealed record Help(
    [property: Argument("command", "Which command to explain.")] string? Command = null) : ICommand;

/// <inheritdoc cref="Help"/>
public sealed class HelpHandler(CommandCatalogue catalogue) : ICommandHandler<Help>
{
    /// <inheritdoc/>
    public Task<Reply> HandleAsync(Help command, Member by, CancellationToken cancellationToken) =>
        Task.FromResult(command.Command is { } name ? Explain(name) : List(by));

    private static Reply Explain(CommandDescription command)
    {
        ReplyBlock facts = new FactsBlock(
            ("Usage", command.Usage), ("Example", command.Example), ("For", $"{command.Role}s"),
            ("Effect", command.Effect switch
            {
                Effect.Reads => "only looks",
                Effect.Changes => "changes something that can be changed back",
                _ => "takes something away" + (command.Asks ? ", and asks first" : ""),
            }));
        ReplyBlock[] arguments = command.Arguments.IsEmpty
            ? []
            : [new TableBlock(["Argument", "What it is"], [.. command.Arguments.Select(RowOf)])];
        return Reply.Ok([new HeadingBlock($"/{command.Name}"), new TextBlock(command.Summary), facts, .. arguments]);
    }

    private static ImmutableList<string> RowOf(ArgumentDescription argument) => [argument.Usage, argument.Summary];

    private static ImmutableList<string> RowOf(CommandDescription command) => [$"/{command.Name}", command.Summary];

    private Reply Explain(string name)
    {
        if (catalogue.TryFind(name, out var command))
            return Explain(command);

        var meant = catalogue.Suggest(name.TrimStart('/'));
        return Reply.Refused($"There is no command {Quoted.Text(name)}. "
            + (meant is null ? "/help lists all of them." : $"Did you mean /help {meant}?"));
    }

    /// <summary>Only what the person may give: the rest would be a list of refusals.</summary>
    private Reply List(Member by) => Reply.Ok(
        new TableBlock(
            ["Command", "What it does"],
            [.. catalogue.Commands.Where(command => command.Role <= by.Role).Select(RowOf)]),
        new TextBlock("/help <command> explains one, with an example."));
}
