using System.CommandLine;
using System.Text;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.Skills.Cli.Verbs;

namespace ParentClaw.Skills.Cli;

/// <summary>Help, made from the catalogue. Pure.</summary>
internal static class HelpText
{
    private const int Column = 28;

    private static string Aliases => string.Join(", ", Alias.All.Select(alias => alias.Name));

    /// <summary>How a command is written here: <c>parentclaw logs &lt;claw&gt; [lines]</c>.</summary>
    public static string Usage(CommandView command) =>
        $"parentclaw {NameOf(command)}{command.Usage[(command.Name.Length + 1)..]}";

    /// <summary>A command's name as it is shown here.</summary>
    public static string NameOf(CommandView command) => command.Name.Replace('_', '-');

    /// <summary>Explains a command.</summary>
    public static string Of(CommandView command, CommandForm form, Alias? alias)
    {
        var text = new StringBuilder();
        if (alias is not null)
            text.AppendLine($"{alias.Name} is another name of: parentclaw {alias.Says}").AppendLine();
        text.AppendLine($"Usage: {Usage(command)} [options]").AppendLine()
            .AppendLine(command.Summary).AppendLine(Effect(command)).AppendLine()
            .AppendLine($"Example: parentclaw {NameOf(command)}{command.Example[(command.Name.Length + 1)..]}");
        if (!command.Arguments.IsEmpty)
            text.AppendLine().AppendLine("Arguments:");
        var named = form.Named.ToHashSet();
        foreach (var argument in command.Arguments)
            text.AppendLine(Row(Form(argument, named.Contains(argument.Name)), About(argument)));
        return text.AppendLine().Append(OptionsOf(form)).ToString().TrimEnd();
    }

    /// <summary>Lists all commands.</summary>
    public static string OfAll(IEnumerable<CommandView> commands, IReadOnlyList<IVerb> verbs, CommandForm form)
    {
        var text = new StringBuilder("Usage: parentclaw COMMAND [words] [options]\n\n")
            .AppendLine("Gives the parent that runs here a command. parentclaw COMMAND --help explains one.")
            .AppendLine().AppendLine("Commands:");
        foreach (var command in commands)
            text.AppendLine(Row(NameOf(command), command.Summary));
        text.AppendLine().AppendLine("The program itself:");
        foreach (var verb in verbs.Where(verb => !verb.IsHidden))
            text.AppendLine(Row(verb.Name, verb.Summary));
        return text.AppendLine(Row("--version", "Print the version.")).AppendLine()
            .Append(OptionsOf(form)).AppendLine()
            .AppendLine("Exit status: 0 done, 1 failed or not over in time, 2 wrong command line, 3 waits for a")
            .AppendLine("person, 4 no parent running, 5 refused, 130 stopped by Ctrl-C.")
            .AppendLine($"Names of other scripts that work too: {Aliases}.")
            .ToString().TrimEnd();
    }

    private static string Effect(CommandView command) => command.Effect switch
    {
        "reads" => $"It only looks. For {Role(command)}.",
        "destroys" => $"It destroys something: an agent's order waits for an Admin. For {Role(command)}.",
        _ => $"It changes something: an agent's order waits for an Admin. For {Role(command)}.",
    };

    private static string Role(CommandView command) =>
        $"{char.ToUpperInvariant(command.Role[0])}{command.Role[1..]}s{(command.Role == "admin" ? "" : " and above")}";

    private static string Form(ArgumentView argument, bool isOption) => argument switch
    {
        { IsNamed: true } when isOption => $"--{argument.Name} {(argument.IsFile ? "FILE" : "VALUE")}",
        { IsNamed: true } => $"{argument.Name}=VALUE",
        { IsFile: true } => $"{argument.Name.ToUpperInvariant()} (a file)",
        _ => argument.Name.ToUpperInvariant(),
    };

    private static string About(ArgumentView argument)
    {
        var choices = argument.Choices.IsEmpty ? "" : $" One of: {string.Join(", ", argument.Choices)}.";
        var file = argument.IsFile ? " A path, or - for standard input." : "";
        return $"{argument.Summary}{choices}{file}{(argument.IsOptional ? "" : " Needed.")}";
    }

    private static string OptionsOf(CommandForm form)
    {
        var text = new StringBuilder("Options:").AppendLine();
        foreach (var option in form.Common)
        {
            var names = string.Join(", ", option.Aliases.Prepend(option.Name));
            text.AppendLine(Row(option.HelpName is { } value ? $"{names} {value}" : names, option.Description ?? ""));
        }

        return text.ToString();
    }

    private static string Row(string left, string right) => left.Length < Column - 2
        ? $"  {left.PadRight(Column - 2)}{right}"
        : $"  {left}\n{new string(' ', Column)}{right}";
}
