using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Commands;

/// <summary>What <c>/onboard</c> asks, and in which order. Pure.</summary>
internal sealed class OnboardQuestions(Claw claw, Member by, DeployDefaults defaults)
{
    internal const string AboutToken = "token";
    internal const string AboutOwner = "owner";
    internal const string AboutModel = "model";
    internal const string AboutKey = "key";
    internal const string AboutDeploy = "deploy";

    /// <summary>What takes a made-up token, where the defaults make one up.</summary>
    internal const string MadeUp = "made-up";

    // A person makes a bot, or finds a key, in this time.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    // The present ones of the providers whose keys have a name; any other is typed.
    private static readonly ImmutableList<string> Models =
    [
        "anthropic/claude-opus-4-1", "anthropic/claude-sonnet-4-5", "openai/gpt-5", "xai/grok-4",
        "deepseek/deepseek-chat", "moonshot/kimi-k2",
    ];

    /// <summary>The key that the claw's model needs; null where it needs none or has no model yet.</summary>
    internal static SecretName? KeyOf(Claw claw) =>
        claw.Model is { } model ? SecretName.OfProvider(model.Split('/', 2)[0]) : null;

    /// <summary>What is asked next; null where nothing is missing.</summary>
    internal string? FindMissing(HashSet<SecretName> known) =>
        !known.Contains(SecretName.TelegramBotToken) ? AboutToken
        : claw.Owner is null ? AboutOwner
        : claw.Model is null ? AboutModel
        : KeyOf(claw) is { } key && !known.Contains(key) ? AboutKey
        : null;

    /// <summary>The question about one thing, behind what is said of the last answer.</summary>
    internal Reply Ask(string about, string? said)
    {
        var (text, question) = about switch
        {
            AboutToken => Token(),
            AboutOwner => Owner(),
            AboutModel => Model(),
            AboutKey => Key(),
            _ => throw new InvalidOperationException($"/onboard asks nothing about {about}."),
        };
        return Reply.Ask(question with { About = about, GoodFor = Patience }, [.. Said(said), new TextBlock(text)]);
    }

    /// <summary>The same question without its long text, after an answer that could not be taken.</summary>
    internal Reply AskAgain(string about, string why) =>
        Ask(about, why) with { Blocks = [new TextBlock(why)] };

    /// <summary>The last question, with all that was gathered.</summary>
    internal Reply AskToDeploy(DeploymentPlan plan, string price, string? said) => Reply.Ask(
        new Question($"Deploy {claw.Name} now?", QuestionKind.YesNo) { About = AboutDeploy },
        [
            .. Said(said),
            new HeadingBlock($"{claw.Name} has all it needs"),
            new FactsBlock(
                ("Bot", claw.BotUserName is { } bot ? $"@{bot}" : "kept, its name not known"),
                ("Owner", $"Telegram {claw.Owner}"),
                ("Model", $"{claw.Model}"),
                ("Key", KeyOf(claw) is { } key ? $"{key} is kept" : "none needed"),
                ("Size", plan.Size),
                ("Costs", price)),
        ]);

    private static IEnumerable<ReplyBlock> Said(string? said) => said is null ? [] : [new TextBlock(said)];

    private (string, Question) Token() => (
        $"""
        {claw.Name} needs a Telegram bot of its own. Make one:
        1. Open https://t.me/BotFather and press Start.
        2. Send /newbot, then a name as people shall see it, then a user name that ends in bot.
        3. BotFather answers with a token, as 123456789:AAExample…. Send that token here.
        It is kept encrypted and never shown again.
        """
        + (defaults.Secrets.ContainsKey(SecretName.TelegramBotToken) ? $"\nHere, '{MadeUp}' makes one up." : ""),
        new Question($"The token of {claw.Name}'s bot (not shown)", QuestionKind.Secret));

    private (string, Question) Owner()
    {
        ImmutableList<QuestionChoice> choices =
        [
            .. TelegramId.NumberOf(by.Id) is { } me
                ? [new QuestionChoice($"Me ({me})", $"{me}")]
                : Array.Empty<QuestionChoice>(),
            .. defaults.Owner is { } made
                ? [new QuestionChoice($"A made-up user ({made})", $"{made}")]
                : Array.Empty<QuestionChoice>(),
        ];
        return (
            $"Whose is {claw.Name}? Its owner may command it, others only talk with it. A numeric Telegram id; "
            + "https://t.me/userinfobot tells anybody his own.",
            new Question(
                $"The owner's numeric Telegram id{(choices.IsEmpty ? "" : ", or one of these")}",
                choices.IsEmpty ? QuestionKind.Typed : QuestionKind.Choice)
            {
                Choices = choices,
            });
    }

    private (string, Question) Model()
    {
        var models = defaults.Model is { } first ? Models.Remove(first).Insert(0, first) : Models;
        return (
            $"Which model does {claw.Name} think with? One of these, or type another as provider/name.",
            new Question($"The model of {claw.Name}", QuestionKind.Choice)
            {
                Choices = [.. models.Select(model => new QuestionChoice(model, model))],
            });
    }

    private (string, Question) Key() => (
        $"{claw.Model} needs a key of its provider; it is kept encrypted and goes to {claw.Name} alone.",
        new Question($"{KeyOf(claw)} for {claw.Name} (not shown)", QuestionKind.Secret));
}
