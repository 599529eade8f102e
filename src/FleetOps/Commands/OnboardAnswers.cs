using System.Globalization;
using System.Text.RegularExpressions;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Takes the answers of <c>/onboard</c>: each is checked, and kept at once.</summary>
public sealed partial class OnboardAnswers(
    IFleetStore store, ISecretStore secrets, BotTokenCheck tokens, DeployDefaults defaults)
{
    /// <summary>What became of an answer.</summary>
    /// <param name="Claw">The claw as it now is in the store.</param>
    /// <param name="Said">What to say of it: what was understood, or why it cannot be taken.</param>
    /// <param name="IsGood">Whether it was taken.</param>
    internal sealed record Taken(Claw Claw, string Said, bool IsGood);

    /// <summary>Takes an answer to the question about one thing.</summary>
    internal Task<Taken> TakeAsync(
        Claw claw, string about, string answer, Member by, CancellationToken cancellationToken) => about switch
        {
            OnboardQuestions.AboutToken => TakeTokenAsync(claw, answer, cancellationToken),
            OnboardQuestions.AboutOwner => TakeOwnerAsync(claw, answer.Trim(), by, cancellationToken),
            OnboardQuestions.AboutModel => TakeModelAsync(claw, answer.Trim(), cancellationToken),
            OnboardQuestions.AboutKey => TakeKeyAsync(claw, answer.Trim(), cancellationToken),
            _ => throw new InvalidOperationException($"/onboard asked nothing about {about}."),
        };

    private async Task<Taken> TakeTokenAsync(Claw claw, string answer, CancellationToken cancellationToken)
    {
        if (answer.Trim() == OnboardQuestions.MadeUp
            && defaults.Secrets.TryGetValue(SecretName.TelegramBotToken, out var make))
        {
            return await KeepTokenAsync(claw, make(claw.Name), "A token was made up.", cancellationToken);
        }

        return await tokens.CheckAsync(claw.Name, answer, cancellationToken) switch
        {
            BotTokenVerdict.Good(var token, var bot) => await KeepTokenAsync(
                claw with { BotUserName = bot.UserName }, token, $"@{bot.UserName} · {bot.DisplayName}",
                cancellationToken),
            BotTokenVerdict.Bad(var why) => new Taken(claw, why, IsGood: false),
            var unknown => throw new InvalidOperationException($"Unknown verdict {unknown}."),
        };
    }

    private async Task<Taken> KeepTokenAsync(
        Claw claw, Secret token, string said, CancellationToken cancellationToken)
    {
        var kept = await KeepAsync(claw, cancellationToken);
        await secrets.SetAsync(claw.Name, SecretName.TelegramBotToken, token, cancellationToken);
        return new Taken(kept, said, IsGood: true);
    }

    private async Task<Taken> TakeOwnerAsync(
        Claw claw, string answer, Member by, CancellationToken cancellationToken)
    {
        var owner = answer.Equals("me", StringComparison.OrdinalIgnoreCase)
            ? TelegramId.NumberOf(by.Id)
            : long.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null;
        return owner is null
            ? new Taken(claw, "That is no numeric Telegram id; one looks like 123456789.", IsGood: false)
            : new Taken(
                await KeepAsync(claw with { Owner = owner }, cancellationToken), $"Owner: {owner}", IsGood: true);
    }

    private async Task<Taken> TakeModelAsync(Claw claw, string answer, CancellationToken cancellationToken) =>
        ModelShape().IsMatch(answer)
            ? new Taken(
                await KeepAsync(claw with { Model = answer }, cancellationToken), $"Model: {answer}", IsGood: true)
            : new Taken(claw, "A model is written provider/name, as anthropic/claude-opus-4-1.", IsGood: false);

    private async Task<Taken> TakeKeyAsync(Claw claw, string answer, CancellationToken cancellationToken)
    {
        if (SecretText.FindFault(answer) is { } fault)
            return new Taken(claw, fault, IsGood: false);

        // The model may have been taken away since the question; then the next look asks for it again.
        if (OnboardQuestions.KeyOf(claw) is { } key)
            await secrets.SetAsync(claw.Name, key, new Secret(answer), cancellationToken);
        return new Taken(claw, "The key is kept.", IsGood: true);
    }

    private async Task<Claw> KeepAsync(Claw claw, CancellationToken cancellationToken) =>
        (await store.CommitAsync(new FleetChange { Claw = claw }, cancellationToken)).Claw!;

    // What the machine's settings take, with a provider that can have a key.
    [GeneratedRegex(
        @"\A[a-z0-9][a-z0-9-]{0,31}(/[A-Za-z0-9._:@-]{1,100})+\z", RegexOptions.ExplicitCapture)]
    private static partial Regex ModelShape();
}
