using System.Diagnostics.CodeAnalysis;

namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// Turns a line into a typed command, or into a refusal that says how to write it. No I/O, and no line makes it throw.
/// Words are divided by blanks and quotes mean nothing; an argument that takes the rest begins behind exactly one blank
/// and is left as it is, byte for byte.
/// </summary>
public sealed class CommandParser(CommandCatalogue catalogue)
{
    /// <summary>Reads a line; exactly one of the two results is not null.</summary>
    public bool TryParse(
        string line, [NotNullWhen(true)] out ICommand? command, [NotNullWhen(false)] out string? refusal)
    {
        (command, refusal) = Read(new CommandDraft(line)) switch
        {
            Reading.Complete(var complete) => (complete, (string?)null),
            Reading.Incomplete(_, _, var why) => (null, why),
            Reading.Refused(var why) => (null, why),
            var other => throw new InvalidOperationException($"Unknown reading {other}."),
        };
        return command is not null;
    }

    /// <summary>Reads a line with what was answered to what was missing in it.</summary>
    internal Reading Read(CommandDraft draft)
    {
        var words = new LineWords(draft.Line);
        if (!words.TryPeek(out var first))
            return new Reading.Refused("Nothing was typed. /help lists all commands.");

        words.Take();
        if (!first.StartsWith('/'))
            return new Reading.Refused(WithoutSlash(first));

        // In a group Telegram writes /name@BotName; the face has seen to it that the bot is ours.
        var name = first.Split('@', 2)[0];
        if (!catalogue.TryFind(name, out var description))
            return new Reading.Refused(Unknown(name));

        var binding = new ArgumentBinding(description);
        if (binding.Bind(words) is { } refusal)
            return new Reading.Refused(refusal);
        foreach (var answer in draft.Answers)
            if (binding.Bind(answer) is { } unfit)
                return new Reading.Refused(unfit);

        return binding.Missing is not { } missing
            ? new Reading.Complete(description.Create(binding.Values))
            : missing.IsNamed
                ? new Reading.Refused(binding.Needs(missing))
                : new Reading.Incomplete(description, missing, binding.Needs(missing));
    }

    private string WithoutSlash(string word) => catalogue.TryFind(word, out var meant)
        ? $"Commands begin with a slash. Did you mean /{meant.Name}?"
        : "Commands begin with a slash. /help lists all of them; /message <claw> <text…> talks to a claw.";

    private string Unknown(string name) => catalogue.Suggest(name[1..]) is { } meant
        ? $"There is no command {Quoted.Text(name)}. Did you mean /{meant}?"
        : $"There is no command {Quoted.Text(name)}. /help lists all of them.";
}
