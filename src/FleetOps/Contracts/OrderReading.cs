using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ParentClaw.FleetOps.Commands;

namespace ParentClaw.FleetOps.Contracts;

/// <summary>Reads an order's arguments as those of a command. Pure; no input makes it throw.</summary>
public static class OrderReading
{
    /// <summary>Makes the draft; the refusal says what should have been there.</summary>
    public static bool TryRead(
        CommandOrder order,
        CommandDescription command,
        [NotNullWhen(true)] out CommandDraft? draft,
        [NotNullWhen(false)] out string? refusal)
    {
        draft = null;
        var answers = ImmutableList.CreateBuilder<GivenAnswer>();
        foreach (var (name, value) in order.Arguments)
        {
            if (command.Arguments.FirstOrDefault(argument => argument.Name == name) is not { } argument)
            {
                refusal = Unknown(name, command);
                return false;
            }

            if (value.ValueKind == JsonValueKind.Null)
                continue;
            if (TextOf(value, argument) is not { } text)
            {
                refusal = $"{name} is of the wrong type: {Wanted(argument)} is wanted, {Given(value)} was given.";
                return false;
            }

            answers.Add(new GivenAnswer(name, text, argument.IsNamed));
        }

        var line = string.IsNullOrEmpty(order.Words) ? $"/{command.Name}" : $"/{command.Name} {order.Words}";
        draft = new CommandDraft(line) { Answers = InOrder(answers, command) };
        refusal = null;
        return true;
    }

    private static ImmutableList<GivenAnswer> InOrder(IEnumerable<GivenAnswer> answers, CommandDescription command) =>
    [
        .. from argument in command.Arguments
           join answer in answers on argument.Name equals answer.Argument
           select answer,
    ];

    private static string? TextOf(JsonElement value, ArgumentDescription argument) => value.ValueKind switch
    {
        JsonValueKind.String when !IsNumber(argument) && argument.Type != typeof(bool) => value.GetString(),
        JsonValueKind.Number when IsNumber(argument) && value.TryGetInt64(out var number) => $"{number}",
        JsonValueKind.True or JsonValueKind.False when argument.Type == typeof(bool) => $"{value.GetBoolean()}",
        _ => null,
    };

    private static bool IsNumber(ArgumentDescription argument) =>
        argument.Type == typeof(int) || argument.Type == typeof(long);

    private static string Wanted(ArgumentDescription argument) =>
        IsNumber(argument) ? "a whole number" : argument.Type == typeof(bool) ? "true or false" : "a string";

    private static string Given(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        _ => "nothing",
    };

    private static string Unknown(string name, CommandDescription command) =>
        $"/{command.Name} has no argument {Quoted.Text(name)}. "
        + (Nearest.To(name, command.Arguments.Select(argument => argument.Name)) is { } meant
            ? $"Did you mean {meant}?"
            : command.Arguments.IsEmpty
                ? "It has none."
                : $"It has {string.Join(", ", command.Arguments.Select(argument => argument.Name))}.");
}
