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
        command = null;
        var words = new LineWords(line);
        if (!words.TryPeek(out var first))
            return Refuse("Nothing was typed. /help lists all commands.", out refusal);

        words.Take();
        if (!first.StartsWith('/'))
            return Refuse(WithoutSlash(first), out refusal);

        // In a group Telegram writes /name@BotName; the face has seen to it that the bot is ours.
        var name = first.Split('@', 2)[0];
        if (!catalogue.TryFind(name, out var description))
            return Refuse(Unknown(name), out refusal);

        var binding = new ArgumentBinding(description);
        refusal = binding.Bind(words);
        if (refusal is null)
            command = description.Create(binding.Values);
        return refusal is null;
    }

    private static bool Refuse(string why, out string refusal)
    {
        refusal = why;
        return false;
    }

    private string WithoutSlash(string word) => catalogue.TryFind(word, out var meant)
        ? $"Commands begin with a slash. Did you mean /{meant.Name}?"
        : "Commands begin with a slash. /help lists all of them; /message <claw> <text…> talks to a claw.";

    private string Unknown(string name) => catalogue.Suggest(name[1..]) is { } meant
        ? $"There is no command {Quoted.Text(name)}. Did you mean /{meant}?"
        : $"There is no command {Quoted.Text(name)}. /help lists all of them.";
}
