using System.Text.Json.Nodes;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.ParentBot.Api;

/// <summary>The OpenAPI 3.1 document of what <see cref="ApiRoutes"/> lists. Pure.</summary>
internal static class OpenApi
{
    /// <summary>The document.</summary>
    public static JsonObject Of(IEnumerable<CommandDescription> commands, string version)
    {
        var paths = new JsonObject
        {
            ["/healthz"] = Get("Whether the process lives."),
            ["/readyz"] = Get("Whether it can take orders."),
            ["/v1/about"] = Get("Which fleet this is, and what is under way."),
            ["/v1/news"] = Get(
                "What people were told unasked.", null,
                Parameter(NewsRoutes.Since, "query", "After which number: next of the last answer.", Number())),
            ["/v1/commands"] = Get("All commands, each with the JSON Schema of its arguments.", Answers("Commands")),
            ["/v1/questions/{nonce}"] = Post(
                "Answers a question.", Reference("QuestionAnswer"), Path("nonce", "As it came with the question."),
                Key()),
            ["/v1/chat"] = Post("A person's line, as in a chat.", Reference("ChatLine"), Key()),
            ["/v1/operations"] = Get("The newest operations."),
            ["/v1/operations/{id}"] = Get(
                "An operation: now, at its end, or, with Accept: text/event-stream, look by look.", Streams(),
                Path("id", "As op-k3f9x2ma."), Wait()),
            ["/v1/proposals"] = Get("The newest proposals of agents."),
            ["/v1/proposals/{id}"] = Get(
                "A proposal: now, or once it is decided and carried out.", null, Path("id", "As pr-k3f9x2ma."), Wait()),
            ["/v1/openapi.json"] = Get("This.", Answers(null)),
        };
        foreach (var command in commands)
        {
            paths.Add(
                $"/v1/commands/{command.Name}",
                Post(command.Summary, OpenApiSchemas.OrderOf(command), Key(), Agent()));
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "ParentClaw", ["version"] = version },
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = OpenApiSchemas.All(),
                ["securitySchemes"] = new JsonObject
                {
                    ["token"] = new JsonObject
                    {
                        ["type"] = "http",
                        ["scheme"] = "bearer",
                        ["description"] = "Over TCP alone; at the socket the kernel says who comes.",
                    },
                },
            },
            ["security"] = new JsonArray(new JsonObject(), new JsonObject { ["token"] = new JsonArray() }),
        };
    }

    private static JsonObject Reference(string schema) => new() { ["$ref"] = $"#/components/schemas/{schema}" };

    private static JsonObject Get(string summary, JsonObject? answers = null, params JsonObject[] parameters) => new()
    {
        ["get"] = new JsonObject
        {
            ["summary"] = summary,
            ["parameters"] = new JsonArray([.. parameters]),
            ["responses"] = answers ?? Answers("Envelope"),
        },
    };

    private static JsonObject Post(string summary, JsonObject body, params JsonObject[] parameters) => new()
    {
        ["post"] = new JsonObject
        {
            ["summary"] = summary,
            ["parameters"] = new JsonArray([.. parameters]),
            ["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Content("application/json", body) },
            ["responses"] = Answers("Envelope"),
        },
    };

    /// <summary>What comes where it goes well, and the envelope else.</summary>
    private static JsonObject Answers(string? schema) => new()
    {
        ["200"] = new JsonObject
        {
            ["description"] = "Done, or under way.",
            ["content"] = Content(
                "application/json", schema is null ? new JsonObject { ["type"] = "object" } : Reference(schema)),
        },
        ["default"] = new JsonObject
        {
            ["description"] = "202 waits for a person, 400 usage, 401 unauthorized, 403 forbidden, 404 not found, "
                + "409 refused, 413 too large, 502 failed, 503 no parent.",
            ["content"] = Content("application/json", Reference("Envelope")),
        },
    };

    private static JsonObject Streams()
    {
        var answers = Answers("Envelope");
        answers["200"]!["content"]![OperationStream.Type] = new JsonObject
        {
            ["schema"] = new JsonObject
            {
                ["type"] = "string",
                ["description"] = "Server-sent events; the data of each is an OperationView.",
            },
        };
        return answers;
    }

    private static JsonObject Content(string type, JsonObject schema) =>
        new() { [type] = new JsonObject { ["schema"] = schema } };

    private static JsonObject Path(string name, string what) =>
        Parameter(name, "path", what, new JsonObject { ["type"] = "string" }, isRequired: true);

    private static JsonObject Wait() => Parameter(WaitQuery.Name, "query", WaitQuery.Rule, Number());

    private static JsonObject Number() => new() { ["type"] = "number", ["minimum"] = 0 };

    private static JsonObject Key() => Parameter(
        ParentClient.OrderHeader, "header", "Tells this order from every other: given twice, it acts once.",
        new JsonObject { ["type"] = "string", ["pattern"] = "^[A-Za-z0-9_-]{1,80}$" });

    private static JsonObject Agent() => Parameter(
        ParentClient.AgentHeader, "header", "The agent's name, at the socket.",
        new JsonObject { ["type"] = "string", ["pattern"] = "^[A-Za-z0-9._-]{1,40}$" });

    private static JsonObject Parameter(
        string name, string place, string what, JsonObject schema, bool isRequired = false) => new()
        {
            ["name"] = name,
            ["in"] = place,
            ["description"] = what,
            ["required"] = isRequired,
            ["schema"] = schema,
        };
}
