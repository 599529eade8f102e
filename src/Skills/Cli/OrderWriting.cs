using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Cli;

/// <summary>Makes an order of the words on a command line.</summary>
/// <param name="command">The command.</param>
/// <param name="files">Reads the files that are named.</param>
internal sealed class OrderWriting(CommandView command, OrderFiles files)
{
    /// <summary>Makes it; the refusal says what is wrong. What the words mean, the parent says.</summary>
    public bool TryWrite(
        CommandWords words, [NotNullWhen(true)] out CommandOrder? order, [NotNullWhen(false)] out string? refusal)
    {
        order = null;
        var arguments = ImmutableDictionary.CreateBuilder<string, JsonElement>();
        var left = words.Positional;
        refusal = TakeFiles(ref left, arguments) ?? FindTorn(left);
        foreach (var (name, text) in words.Named)
            refusal ??= Take(command.Arguments.First(argument => argument.Name == name), text, arguments);
        if (refusal is not null)
            return false;

        order = new CommandOrder
        {
            Arguments = arguments.ToImmutable(),
            Words = left.IsEmpty ? null : string.Join(' ', left),
        };
        return true;
    }

    /// <summary>Takes the words that name files, and puts their text in their place.</summary>
    private string? TakeFiles(
        ref ImmutableList<string> words, ImmutableDictionary<string, JsonElement>.Builder arguments)
    {
        var place = 0;
        foreach (var argument in command.Arguments)
        {
            var at = argument.IsNamed
                ? words.FindIndex(word => NameOf(word) == argument.Name)
                : Places(words).Skip(place).DefaultIfEmpty(-1).First();
            if (!argument.IsFile || at < 0)
            {
                place += argument.IsNamed ? 0 : 1;
                continue;
            }

            var path = argument.IsNamed ? words[at][(words[at].IndexOf('=') + 1)..] : words[at];
            if (Take(argument, path, arguments) is { } refusal)
                return refusal;
            words = words.RemoveAt(at);
            if (argument.TakesRest && Places(words).Skip(place).Any())
                return $"{command.Name} takes one file; {Quoted.Text(words[^1])} is too much.";
        }

        return null;
    }

    /// <summary>
    /// A word that holds several, where one is wanted: <c>deploy "alice image=1.1.0"</c> from a script that did not
    /// look at what it was given.
    /// </summary>
    private string? FindTorn(ImmutableList<string> words)
    {
        var positional = command.Arguments.Where(argument => !argument.IsNamed).ToList();
        var places = Places(words).ToList();
        for (var i = 0; i < words.Count; i++)
        {
            var argument = positional.ElementAtOrDefault(places.IndexOf(i));
            if (!words[i].Any(char.IsWhiteSpace) || positional.Exists(one => one.TakesRest)
                && argument is null or { IsOptional: true } or { TakesRest: true })
                continue;

            var name = argument?.Name ?? NameOf(words[i]) ?? "argument";
            return $"{Quoted.Text(words[i])} is no {name}: it is one word.";
        }

        return null;
    }

    private string? Take(
        ArgumentView argument, string text, ImmutableDictionary<string, JsonElement>.Builder arguments)
    {
        if (argument.IsFile)
        {
            if (!files.TryRead(text, out var content, out var refusal))
                return refusal;
            text = content;
        }

        if (ValueOf(argument, text) is not { } value)
            return $"{Quoted.Text(text)} is no {argument.Name}: {argument.Summary}";
        if (!arguments.TryAdd(argument.Name, value))
            return $"{argument.Name} was given twice.";
        return null;
    }

    private static JsonElement? ValueOf(ArgumentView argument, string text) => argument.Type switch
    {
        "Int32" or "Int64" => long.TryParse(text, out var number) ? JsonElement.Parse($"{number}") : null,
        "Boolean" => bool.TryParse(text, out var isSo) ? JsonElement.Parse(isSo ? "true" : "false") : null,
        _ => JsonElement.Parse($"\"{JsonEncodedText.Encode(text)}\""),
    };

    /// <summary>Where the words stand that are no <c>name=value</c> of this command.</summary>
    private IEnumerable<int> Places(ImmutableList<string> words) =>
        Enumerable.Range(0, words.Count).Where(i => NameOf(words[i]) is null);

    private string? NameOf(string word) => command.Arguments
        .FirstOrDefault(argument =>
            argument.IsNamed && word.StartsWith($"{argument.Name}=", StringComparison.OrdinalIgnoreCase))?.Name;
}
