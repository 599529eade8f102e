using System.Collections.Immutable;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Cli.Verbs;

/// <summary>What the word at the cursor may become, a line each: for the shells' completion.</summary>
internal sealed class Complete : IVerb
{
    /// <inheritdoc/>
    public string Name => "complete";

    /// <inheritdoc/>
    public string Usage => "Usage: parentclaw complete -- WORDS… WORD";

    /// <inheritdoc/>
    public string Summary => "List what WORD, the last one, may become.";

    /// <inheritdoc/>
    public bool IsHidden => true;

    /// <inheritdoc/>
    public async Task<int> RunAsync(VerbCall call, CancellationToken cancellationToken)
    {
        if (call.Arguments is not ["--", ..])
            return await call.RefuseAsync(Usage);

        var words = call.Arguments.Skip(1).ToList();
        var typed = words.Count == 0 ? "" : words[^1];
        var candidates = await CandidatesAsync(
            [.. words.SkipLast(1)], typed, new Reach(call.Around), cancellationToken);
        foreach (var candidate in candidates.Where(one => one.StartsWith(typed, StringComparison.Ordinal)).Distinct())
            await call.Around.Output.WriteLineAsync(Harmless.Line(candidate));
        return ExitCodes.Ok;
    }

    private static async Task<IEnumerable<string>> CandidatesAsync(
        ImmutableList<string> before, string typed, Reach reach, CancellationToken cancellationToken)
    {
        var data = DataOption.In(before);
        var place = FirstWord.PlaceIn(before);
        if (place < 0)
        {
            var commands = await reach.ListCommandsAsync(data, cancellationToken) ?? KnownCommands.All();
            return commands.Select(HelpText.NameOf)
                .Concat(VerbList.All.Where(verb => !verb.IsHidden).Select(verb => verb.Name))
                .Concat(Options(new CommandForm(null), typed));
        }

        var alias = Alias.Find(before[place]);
        var name = alias?.Command ?? before[place].Replace('-', '_');
        var command = KnownCommands.Find(name)
            ?? (await reach.ListCommandsAsync(data, cancellationToken))?.Find(there => there.Name == name);
        return command is null
            ? before[place] == "completion" ? ["bash", "zsh", "fish"] : []
            : await WordsAsync(command, before, place, typed, reach, cancellationToken);
    }

    private static async Task<IEnumerable<string>> WordsAsync(
        CommandView command, ImmutableList<string> before, int place, string typed, Reach reach,
        CancellationToken cancellationToken)
    {
        var form = new CommandForm(command);
        if (typed.StartsWith('-'))
            return Options(form, typed);
        if (command.Arguments.Find(argument => argument.IsNamed && before[^1] == $"--{argument.Name}") is { } named)
            return named.Choices;
        if (form.Common.Find(option => option.HelpName is not null && option.Name == before[^1]) is not null)
            return [];

        _ = form.TryRead(before.RemoveAt(place), out _, out var given, out _);
        var positional = command.Arguments.Where(argument => !argument.IsNamed).ToList();
        var words = new List<string>();
        // A word may be that of any argument that what stands before leaves open: optional ones may be left out.
        foreach (var argument in positional.Skip(given.Positional.Count))
        {
            words.AddRange(argument.Choices);
            words.AddRange(await ThereAsync(argument.Type, DataOption.In(before), reach, cancellationToken));
            if (!argument.IsOptional)
                break;
        }

        return words;
    }

    private static IEnumerable<string> Options(CommandForm form, string typed) => typed.StartsWith('-')
        ? form.Common.Select(option => option.Name).Concat(form.Named.Select(name => $"--{name}"))
        : [];

    /// <summary>What there is of a kind: the first column of the table that lists it.</summary>
    private static async Task<IEnumerable<string>> ThereAsync(
        string type, string? data, Reach reach, CancellationToken cancellationToken)
    {
        var list = type switch
        {
            "ClawName" => "fleet",
            "OperationId" => "op",
            "ProposalId" => "proposals",
            _ => null,
        };
        if (list is null)
            return [];

        var answer = await reach.LookAsync(
            data, (parent, stop) => parent.OrderAsync(list, new CommandOrder(), null, stop), cancellationToken);
        return answer?.Data?.Blocks.OfType<TableView>().FirstOrDefault()?.Rows.Select(row => row[0]) ?? [];
    }
}
