using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ParentClaw.FleetOps.Commands;
using ParentClaw.ParentBot.Tests.Structure;

namespace ParentClaw.ParentBot.Tests.Api;

public sealed partial class OpenApiTests(ApiParent parent) : IClassFixture<ApiParent>
{
    [Fact]
    public async Task Each_command_is_there_and_each_reference_leads_somewhere()
    {
        var document = JsonNode.Parse((await parent.GetAsync("v1/openapi.json")).Text)!.AsObject();

        document["openapi"]!.GetValue<string>().ShouldBe("3.1.0");
        var paths = document["paths"]!.AsObject();
        foreach (var command in parent.Get<CommandCatalogue>().Commands)
        {
            var body = paths[$"/v1/commands/{command.Name}"]!["post"]!["requestBody"]!;
            var schema = body["content"]!["application/json"]!["schema"]!["properties"]!;
            schema["arguments"]!["properties"]!.AsObject().Select(property => property.Key)
                .ShouldBe(command.Arguments.Select(argument => argument.Name), command.Name);
            schema.AsObject().ShouldContainKey("dryRun");
        }

        var references = References(document).ToList();
        references.Count.ShouldBeGreaterThan(50);
        references.Distinct().Where(reference => Find(document, reference) is null).ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_path_that_it_names_is_there()
    {
        var document = JsonNode.Parse((await parent.GetAsync("v1/openapi.json")).Text)!.AsObject();

        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            var method = item!.AsObject().Single().Key;
            var request = new HttpRequestMessage(HttpMethod.Parse(method), path.Replace("{", "").Replace("}", ""));
            (await parent.SendAsync(request)).Text.ShouldNotContain("There is nothing here", Case.Sensitive, path);
        }
    }

    [Fact]
    public async Task It_names_each_path_that_there_is()
    {
        var document = JsonNode.Parse((await parent.GetAsync("v1/openapi.json")).Text)!.AsObject();
        var routes = SourceFile.Below("src/ParentBot/Api").Single(file => file.Path.EndsWith("/ApiRoutes.cs"));

        var there = routes.Lines.Select(line => Route().Match(line)).Where(match => match.Success)
            .Select(match => string.Join('/', match.Groups[1].Value.Split(", ").Select(Word))).ToList();

        there.Count.ShouldBeGreaterThan(12);
        there.Except(document["paths"]!.AsObject().Select(path => path.Key))
            .ShouldBe(["/v1/commands/{name}"], "each command has a path of its own");

        static string Word(string word) =>
            word.StartsWith("var ", StringComparison.Ordinal) ? $"{{{word[4..]}}}" : word.Trim('"');
    }

    [GeneratedRegex(@"^\s+\[(""[^\]]*)\] => ")]
    private static partial Regex Route();

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(References),
        JsonObject { Count: > 0 } members => members.SelectMany(member =>
            member is { Key: "$ref", Value: JsonValue value } ? [value.GetValue<string>()] : References(member.Value)),
        _ => [],
    };

    private static JsonNode? Find(JsonNode root, string reference)
    {
        reference.ShouldStartWith("#/");
        JsonNode? found = root;
        foreach (var word in reference[2..].Split('/'))
        {
            found = found switch
            {
                JsonArray list => list[int.Parse(word)],
                JsonObject members => members[word.Replace("~1", "/").Replace("~0", "~")],
                _ => null,
            };
        }

        return found;
    }
}
