using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.Skills.Cli.Verbs;

namespace ParentClaw.Skills.Cli;

/// <summary>
/// The command line <c>parentclaw</c>: each command of the catalogue, those verbs that are none, and the names that
/// another set of scripts has for both.
/// </summary>
internal sealed class CommandLine(Surroundings around)
{
    private const string Missing = "No command was given. parentclaw --help lists all of them.";

    private readonly IReadOnlyList<IVerb> _verbs = VerbList.All;
    private readonly Reach _reach = new(around);

    /// <summary>Runs it to its end; the exit status is one of <see cref="ExitCodes"/>.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var place = FirstWord.PlaceIn(arguments);
        if (place < 0)
            return await WithoutCommandAsync(arguments, cancellationToken);

        var word = arguments[place];
        List<string> before = [.. arguments.Take(place)];
        List<string> behind = [.. arguments.Skip(place + 1)];
        if (_verbs.FirstOrDefault(verb => verb.Name == word) is { } named)
            return await VerbAsync(named, before, behind, cancellationToken);

        var alias = Alias.Find(word);
        var name = alias?.Command ?? word.Replace('-', '_').ToLowerInvariant();
        var command = KnownCommands.Find(name)
            ?? await _reach.FindCommandAsync(DataOption.In(arguments), name, cancellationToken);
        return command is null
            ? await RefuseAsync(word, Unknown(word, name), IsJson(arguments), cancellationToken)
            : await CommandAsync(command, alias, [.. before, .. behind], cancellationToken);
    }

    private async Task<int> CommandAsync(
        CommandView command, Alias? alias, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var form = new CommandForm(command);
        if (!form.TryRead(arguments, out var call, out var words, out var refusal))
            return await RefuseAsync(command.Name, refusal, IsJson(arguments), cancellationToken);
        if (call.Help)
        {
            await around.Output.WriteLineAsync(HelpText.Of(command, form, alias));
            return ExitCodes.Ok;
        }

        if (alias is not null)
            words = words with { Positional = alias.Rewrite(words.Positional) };
        if (call.AgentIn(around) is { } agent && !Call.IsAgentName(agent))
        {
            var wrong = $"{Quoted.Text(agent)} ({Call.AgentVariable}) is no name. {Call.AgentRule}";
            return await RefuseAsync(command.Name, wrong, call.Json, cancellationToken);
        }

        if (!new OrderWriting(command, new OrderFiles(around.OpenInput)).TryWrite(words, out var order, out refusal))
            return await RefuseAsync(
                command.Name, $"{refusal}\nUsage: {HelpText.Usage(command)}", call.Json, cancellationToken);
        if (!_reach.TryFindSocket(call.Data, out var socket, out var nowhere))
            return await new Printing(around, call).PrintAsync(
                Envelope.Of(command.Name, nowhere), cancellationToken);

        var isPerson = call.AgentIn(around) is null;
        using var parent = new ParentClient(socket, call.AgentIn(around));
        return await new OrderRun(around, call, parent, isPerson).RunAsync(
            command.Name,
            order with { Why = call.Why, DryRun = call.DryRun, Columns = call.Json ? null : around.Columns },
            cancellationToken);
    }

    private async Task<int> VerbAsync(
        IVerb verb, IReadOnlyList<string> before, IReadOnlyList<string> behind, CancellationToken cancellationToken)
    {
        if (!new CommandForm(null).TryRead(before, out var call, out _, out var refusal))
            return await RefuseAsync(verb.Name, refusal, IsJson(before), cancellationToken);
        if (call.Help)
        {
            await around.Output.WriteLineAsync($"{verb.Usage}\n\n{verb.Summary}");
            return ExitCodes.Ok;
        }

        return await verb.RunAsync(new VerbCall(around, call, behind), cancellationToken);
    }

    private async Task<int> WithoutCommandAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (arguments is ["--version"])
        {
            await around.Output.WriteLineAsync($"parentclaw {ProgramVersion.Text}");
            return ExitCodes.Ok;
        }

        var form = new CommandForm(null);
        if (!form.TryRead(arguments, out var call, out _, out var refusal))
            return await RefuseAsync("parentclaw", refusal, IsJson(arguments), cancellationToken);
        if (!call.Help)
            return await RefuseAsync("parentclaw", Missing, call.Json, cancellationToken);

        var commands = await _reach.ListCommandsAsync(call.Data, cancellationToken) ?? KnownCommands.All();
        await around.Output.WriteLineAsync(HelpText.OfAll(commands, _verbs, form));
        return ExitCodes.Ok;
    }

    private static bool IsJson(IReadOnlyList<string> arguments) =>
        arguments.TakeWhile(word => word != "--").Contains("--json", StringComparer.Ordinal);

    private string Unknown(string word, string name)
    {
        var known = KnownCommands.All().Select(command => command.Name.Replace('_', '-'))
            .Concat(_verbs.Where(verb => !verb.IsHidden).Select(verb => verb.Name));
        return Nearest.To(name.Replace('_', '-'), known) is { } meant
            ? $"There is no command {Quoted.Text(word)}. Did you mean {meant}?"
            : $"There is no command {Quoted.Text(word)}. parentclaw --help lists all of them.";
    }

    private Task<int> RefuseAsync(string command, string why, bool isJson, CancellationToken cancellationToken) =>
        new Printing(around, new Call { Json = isJson }).PrintAsync(
            Envelope.Of(command, new EnvelopeError(ErrorReason.Usage, why)), cancellationToken);
}
