using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Asks for what is missing in a line, with the answers to choose from where they can be known.</summary>
internal sealed class ArgumentQuestions(IFleetStore store)
{
    private const int MostClaws = 40;
    private const int MostOperations = 8;

    // Nothing was shown that could change meanwhile, and one looks for one's glasses.
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);

    /// <summary>The question for an argument; <see cref="Question.About"/> is the argument's name.</summary>
    public async Task<Question> AskAsync(
        CommandDescription command, ArgumentDescription missing, CancellationToken cancellationToken)
    {
        var choices = await ChoicesAsync(command, missing, cancellationToken);
        return new Question(Prompt(command, missing), choices.IsEmpty ? QuestionKind.Typed : QuestionKind.Choice)
        {
            GoodFor = GoodFor,
            About = missing.Name,
            Choices = choices,
        };
    }

    private static string Prompt(CommandDescription command, ArgumentDescription missing)
    {
        var summary = missing.Summary.TrimEnd('.');
        var asks = summary.StartsWith("Wh", StringComparison.Ordinal)
            || summary.StartsWith("How", StringComparison.Ordinal);
        return $"/{command.Name}: {summary}{(asks ? '?' : ':')}";
    }

    private async Task<ImmutableList<QuestionChoice>> ChoicesAsync(
        CommandDescription command, ArgumentDescription missing, CancellationToken cancellationToken)
    {
        if (!missing.Choices.IsEmpty)
            return [.. missing.Choices.Select(Choice)];
        if (missing.Type == typeof(bool))
            return [new("yes", bool.TrueString), new("no", bool.FalseString)];
        if (missing.Type == typeof(ClawName))
            return await ClawsAsync(command, cancellationToken);

        return missing.Type == typeof(OperationId) ? await OperationsAsync(cancellationToken) : [];
    }

    /// <summary>
    /// Those first whose state takes the order. Who deploys mostly wants a new name, and types it.
    /// </summary>
    private async Task<ImmutableList<QuestionChoice>> ClawsAsync(
        CommandDescription command, CancellationToken cancellationToken)
    {
        var claws = await store.ListClawsAsync(cancellationToken);
        // An order's command bears the name of its trigger.
        var isOrder = Enum.TryParse<ClawTrigger>(command.Name, ignoreCase: true, out var order);
        var fit = claws.ToLookup(claw => !isOrder || ClawLifecycle.TryFire(claw.State, order, out _));
        var offered = order == ClawTrigger.Deploy && isOrder ? fit[true] : fit[true].Concat(fit[false]);
        ImmutableList<QuestionChoice> choices = [.. offered.Select(claw => Choice(claw.Name.Value))];
        return choices.Count > MostClaws ? [] : choices;
    }

    private async Task<ImmutableList<QuestionChoice>> OperationsAsync(CancellationToken cancellationToken)
    {
        var open = await store.ListOpenOperationsAsync(cancellationToken);
        var newest = await store.ListOperationsAsync(null, MostOperations, cancellationToken);
        return
        [
            .. open.Reverse().Concat(newest).DistinctBy(operation => operation.Id).Take(MostOperations)
                .Select(operation => new QuestionChoice(
                    $"{operation.Order} {operation.Claw} ({operation.Id})", operation.Id.Value)),
        ];
    }

    private static QuestionChoice Choice(string word) => new(word, word);
}
