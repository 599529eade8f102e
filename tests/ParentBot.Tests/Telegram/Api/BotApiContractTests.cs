using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ParentClaw.ParentBot.Telegram.Api;
using ParentClaw.TestKit.Telegram;

namespace ParentClaw.ParentBot.Tests.Telegram.Api;

/// <summary>All that the parent can send is what the published description of the Bot API knows.</summary>
public sealed class BotApiContractTests
{
    private static readonly BotApiSpec Spec = BotApiSpec.Shared;
    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly IReadOnlyList<Type> Requests =
    [
        .. typeof(IBotApi).Assembly.GetTypes().Where(type =>
            type is { IsAbstract: false, BaseType.IsGenericType: true }
            && type.BaseType.GetGenericTypeDefinition() == typeof(BotRequest<>)),
    ];

    public static TheoryData<string> RequestNames => new(Requests.Select(type => type.Name));

    [Fact]
    public void There_are_fourteen_calls() => Requests.Count.ShouldBe(14);

    [Theory]
    [MemberData(nameof(RequestNames))]
    public void Each_call_and_each_field_of_it_is_in_the_description(string name)
    {
        var type = Requests.Single(request => request.Name == name);
        var method = JsonNamingPolicy.CamelCase.ConvertName(name);
        var faults = new List<string>();

        type.GetProperty("Method")!.GetValue(RuntimeHelpers.GetUninitializedObject(type)).ShouldBe(method);
        Compare(type, Spec.Parameters(method).ShouldNotBeNull(), method, faults, []);

        faults.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_not_in_the_description_is_found()
    {
        var faults = new List<string>();

        Compare(typeof(SendMessage), Spec.Parameters("getChat")!, "getChat", faults, []);
        Compare(typeof(GetUpdates), Spec.Parameters("sendMessage")!, "sendMessage", faults, []);

        faults.ShouldContain("getChat.text: not in the description");
        faults.ShouldContain("sendMessage.chat_id: required, but can be left out");
    }

    [Fact]
    public void Nothing_but_parameters_is_sent()
    {
        Sent(new GetMe()).ToJsonString().ShouldBe("{}");
        Sent(new GetUpdates { Offset = 7, Timeout = 50 }).ToJsonString().ShouldBe("""{"offset":7,"timeout":50}""");
    }

    [Fact]
    public void A_scope_says_its_type_and_a_markup_does_not()
    {
        BotCommand[] fleet = [new("fleet", "Show the fleet.")];
        var menu = new SetMyCommands(fleet) { Scope = new BotCommandScopeChatMember(-5, 7) };
        var line = new SendMessage(5, "Name?") { ReplyMarkup = new ForceReply { Selective = true } };

        Sent(menu)["scope"]!.ToJsonString().ShouldBe("""{"type":"chat_member","chat_id":-5,"user_id":7}""");
        Sent(line)["reply_markup"]!.ToJsonString().ShouldBe("""{"force_reply":true,"selective":true}""");
        Spec.Findings("setMyCommands", Sent(menu)).ShouldBeEmpty();
        Spec.Findings("sendMessage", Sent(line)).ShouldBeEmpty();
    }

    [Fact]
    public void Our_limits_are_those_of_the_description()
    {
        Most("sendMessage", "text", "chars").ShouldBe(MessageLimits.Text);
        Most("editMessageText", "text", "chars").ShouldBe(MessageLimits.Text);
        Most("sendDocument", "caption", "chars").ShouldBe(MessageLimits.Caption);
        Most("answerCallbackQuery", "text", "chars").ShouldBe(MessageLimits.CallbackAnswer);
        Most("InlineKeyboardButton", "callback_data", "bytes").ShouldBe(MessageLimits.CallbackDataBytes);
        Most("BotCommand", "description", "chars").ShouldBe(MessageLimits.CommandDescription);
        Most("BotCommand", "command", "chars").ShouldBe(MessageLimits.CommandName);
        Most("setMyCommands", "commands", "items").ShouldBe(MessageLimits.Commands);
    }

    private static JsonObject Sent<TRequest>(TRequest request) => JsonSerializer.SerializeToNode(
        request, BotJson.Default.GetTypeInfo(typeof(TRequest))!)!.AsObject();

    private static int Most(string owner, string field, string kind) =>
        Spec.Limit(owner, field, kind)![1]!.GetValue<int>();

    private static void Compare(Type type, JsonObject fields, string path, List<string> faults, HashSet<Type> seen)
    {
        if (!seen.Add(type))
            return;

        var info = BotJson.Default.GetTypeInfo(type).ShouldNotBeNull(type.Name);
        var sent = info.Properties.Where(property => property is { Get: not null, Set: not null }).ToList();
        foreach (var property in sent)
        {
            if (fields[property.Name] is not { } field)
                faults.Add($"{path}.{property.Name}: not in the description");
            else
                CompareType(property.PropertyType, Types(field), $"{path}.{property.Name}", faults, seen);
        }

        var upload = typeof(IUpload).IsAssignableFrom(type) ? "document" : null;
        faults.AddRange(
            from field in fields
            where field.Value!["required"]!.GetValue<bool>() && field.Key != upload && field.Key != "type"
            where !sent.Exists(property => property.Name == field.Key && IsAlwaysThere(type, property))
            select $"{path}.{field.Key}: required, but can be left out");
    }

    private static void CompareType(
        Type type, IReadOnlyList<string> known, string path, List<string> faults, HashSet<Type> seen)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (Element(bare) is { } element)
        {
            const string array = "Array of ";
            if (known.All(one => one.StartsWith(array, StringComparison.Ordinal)))
                CompareType(element, [.. known.Select(one => one[array.Length..])], path, faults, seen);
            else
                faults.Add($"{path}: is {string.Join('|', known)}, not an array");
            return;
        }

        var derived = BotJson.Default.GetTypeInfo(bare)?.PolymorphismOptions?.DerivedTypes;
        foreach (var one in derived?.Select(kind => kind.DerivedType) ?? [bare])
        {
            var name = Name(one);
            if (!known.SelectMany(Spec.Expand).Contains(name))
                faults.Add($"{path}: is {string.Join('|', known)}, not {name}");
            else if (Spec.Fields(name) is { } fields)
                Compare(one, fields, path, faults, seen);
        }
    }

    private static bool IsAlwaysThere(Type type, JsonPropertyInfo property)
    {
        var member = (PropertyInfo)property.AttributeProvider!;
        return member.PropertyType.IsValueType
            ? Nullable.GetUnderlyingType(member.PropertyType) is null
            : Nullability.Create(member).ReadState == NullabilityState.NotNull
                && type.GetConstructors().Any(made => made.GetParameters().Any(one => one.Name == member.Name));
    }

    private static List<string> Types(JsonNode field) =>
        [.. field["types"]!.AsArray().Select(type => type!.GetValue<string>())];

    private static Type? Element(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? type.GetGenericArguments()[0]
            : null;

    private static string Name(Type type) => type switch
    {
        _ when type == typeof(string) => "String",
        _ when type == typeof(bool) => "Boolean",
        _ when type == typeof(int) || type == typeof(long) || type == typeof(DateTimeOffset) => "Integer",
        _ => type.Name,
    };
}
