using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace ParentClaw.TestKit.Telegram;

/// <summary>Takes a call in, holds it against the description, lets faults happen, carries it out, answers.</summary>
internal sealed partial class BotApiEndpoint
{
    private readonly World _world;
    private readonly Faults _faults;
    private readonly CallLog _log;
    private readonly Action<string> _violations;
    private readonly List<RecordedCall> _calls = [];
    private readonly Dictionary<string, Func<ApiCall, JsonNode>> _methods;

    public BotApiEndpoint(World world, Faults faults, Pace pace, CallLog log, Action<string> violations)
    {
        _world = world;
        _faults = faults;
        _log = log;
        _violations = violations;
        var (messages, bot) = (new MessageMethods(world, pace, violations), new BotMethods(world));
        _methods = new(StringComparer.OrdinalIgnoreCase)
        {
            ["getMe"] = BotMethods.GetMe,
            ["deleteWebhook"] = BotMethods.DeleteWebhook,
            ["getWebhookInfo"] = BotMethods.GetWebhookInfo,
            ["sendMessage"] = messages.Send,
            ["sendDocument"] = messages.SendDocument,
            ["editMessageText"] = messages.EditText,
            ["editMessageReplyMarkup"] = messages.EditButtons,
            ["deleteMessage"] = messages.Delete,
            ["sendChatAction"] = bot.SendChatAction,
            ["answerCallbackQuery"] = bot.AnswerPress,
            ["getChat"] = bot.GetChat,
            ["setMyCommands"] = bot.SetMyCommands,
            ["deleteMyCommands"] = bot.DeleteMyCommands,
        };
    }

    /// <summary>Is told each call, one after the other, before its answer goes.</summary>
    public Action<RecordedCall>? Called { get; set; }

    public IReadOnlyList<RecordedCall> Calls
    {
        get
        {
            lock (_world.Gate)
                return [.. _calls];
        }
    }

    public async Task AnswerAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var address = Address().Match(context.Request.Path.Value ?? "");
        var (raw, isForm) = await CallReader.ReadAsync(context.Request, cancellationToken);
        if (!address.Success || Find(address.Groups["token"].Value) is not { } bot)
        {
            var shape = address.Success && TokenShape().IsMatch(address.Groups["token"].Value);
            var no = shape ? new Refusal(401, "Unauthorized") : new Refusal(404, "Not Found");
            await ApiAnswers.SayAsync(context, no, cancellationToken);
            return;
        }

        var method = address.Groups["method"].Value;
        var fields = BotApiSpec.Shared.Parameters(method) ?? [];
        var parameters = isForm ? CallReader.Decode(raw, fields) : raw.DeepClone().AsObject();
        var call = new ApiCall(bot, method, parameters) { Raw = raw, IsForm = isForm };
        await (_faults.Take(method) is { } fault
            ? FailAsync(context, call, fault, cancellationToken)
            : AnswerAsync(context, call, cancellationToken));
    }

    private TestBot? Find(string token)
    {
        lock (_world.Gate)
            return _world.Find(token);
    }

    private async Task AnswerAsync(HttpContext context, ApiCall call, CancellationToken cancellationToken)
    {
        try
        {
            var result = await RunAsync(call, cancellationToken);
            Record(call, StatusCodes.Status200OK, result);
            await ApiAnswers.SayAsync(context, result, cancellationToken);
        }
        catch (Refusal no)
        {
            Record(call, no.Status, null);
            await ApiAnswers.SayAsync(context, no, cancellationToken);
        }
    }

    private async Task FailAsync(HttpContext context, ApiCall call, Fault fault, CancellationToken cancellationToken)
    {
        if (fault.Kind is FaultKind.ResetAfter or FaultKind.SilenceAfter)
            await RunSilentlyAsync(call, cancellationToken);
        else
            Record(call, fault.Answer?.Status ?? (fault.Kind == FaultKind.Html ? 502 : 0), null);

        if (fault.Wait > TimeSpan.Zero)
            await Task.Delay(fault.Wait, _world.Time, cancellationToken);
        if (fault.Answer is { } no)
            await ApiAnswers.SayAsync(context, no, cancellationToken);
        else if (fault.Kind == FaultKind.Html)
            await ApiAnswers.SayBadGatewayAsync(context, cancellationToken);
        else
            context.Abort();
    }

    private async Task RunSilentlyAsync(ApiCall call, CancellationToken cancellationToken)
    {
        try
        {
            Record(call, 0, await RunAsync(call, cancellationToken));
        }
        catch (Refusal)
        {
            Record(call, 0, null); // nobody is told
        }
    }

    private async Task<JsonNode> RunAsync(ApiCall call, CancellationToken cancellationToken)
    {
        PassOverLaterUpdates(call);
        var findings = BotApiSpec.Shared.Findings(call.Method, call.Parameters);
        foreach (var finding in findings)
            _violations(finding);
        if (!BotApiSpec.Shared.Has(call.Method))
            throw new Refusal(404, "Not Found");
        if (call.Method == "sendMessage" && call.Parameters["text"] is null)
            throw Refusal.BadRequest("message text is empty");
        if (findings.Count > 0)
            throw Refusal.BadRequest(findings[0]);
        if (call.Method == "getUpdates")
            return await call.Bot.Updates.TakeAsync(call, cancellationToken);
        if (!_methods.TryGetValue(call.Method, out var method))
            throw new InvalidOperationException($"This server does not play {call.Method}.");

        JsonNode result;
        lock (_world.Gate)
            result = method(call);
        return result;
    }

    private static void PassOverLaterUpdates(ApiCall call)
    {
        if (call.Parameters["allowed_updates"] is JsonArray kinds)
            kinds.RemoveAll(kind => kind is JsonValue name && call.Bot.LaterUpdates.Contains(name.ToString()));
    }

    private void Record(ApiCall call, int status, JsonNode? result)
    {
        _log.Add(call, result);
        lock (_world.Gate)
        {
            var made = new RecordedCall(
                _world.Time.GetUtcNow(), call.Bot.UserName, call.Method, call.Parameters, status, result is not null);
            _calls.Add(made);
            Called?.Invoke(made with { Result = result });
        }

        _world.Changed();
    }

    [GeneratedRegex(@"\A/bot(?<token>[^/]+)/(?<method>\w+)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Address();

    [GeneratedRegex(@"\A[0-9]+:[A-Za-z0-9_-]+\z")]
    private static partial Regex TokenShape();
}
