using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ParentClaw.Sandbox.Arm;

/// <summary>One operation: a method, a path template, its api-version and what its request may hold.</summary>
internal sealed class SpecOperation
{
    private readonly string[] _template;
    private readonly Regex _path;

    public SpecOperation(SpecDocument document, string path, string method, JsonElement source)
    {
        Document = document;
        Method = method.ToUpperInvariant();
        Id = source.GetProperty("operationId").GetString()!;
        ApiVersion = source.GetProperty("x-api-version").GetString()!;
        _template = path.Trim('/').Split('/');
        ResourceType = new ArmId("/" + string.Join('/', _template)).Type;
        Generic = _template is ["{resourceId}"];
        _path = ToRegex(_template);
        foreach (var parameter in source.GetProperty("parameters").EnumerateArray())
            Add(parameter);
    }

    public SpecDocument Document { get; }

    public string Id { get; }

    public string Method { get; }

    public string ApiVersion { get; }

    /// <summary>Segments of the path.</summary>
    public int Length => _template.Length;

    /// <summary>Stands for any resource of any provider.</summary>
    public bool Generic { get; }

    public Lazy<Schema>? Body { get; private set; }

    public bool BodyRequired { get; private set; }

    public Dictionary<string, SpecParameter> PathParameters { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, SpecParameter> QueryParameters { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary><c>Microsoft.Compute/disks</c>, also for the operations that list them.</summary>
    public string ResourceType { get; }

    /// <summary>Path parameters by name, or null if the path is another operation's.</summary>
    public IReadOnlyDictionary<string, string>? Match(string path)
    {
        var match = _path.Match(path);
        return match.Success
            ? _template.Where(s => s[0] == '{').ToDictionary(Bare, s => match.Groups[Bare(s)].Value)
            : null;
    }

    /// <summary>The id of what the path is about, spelt as the template spells it, without a trailing action.</summary>
    public ArmId IdOf(IReadOnlyDictionary<string, string> values)
    {
        var last = Array.FindLastIndex(_template, s => s[0] == '{');
        var text = new StringBuilder();
        foreach (var segment in _template.Take(last + 1))
            text.Append('/').Append(segment[0] == '{' ? values[Bare(segment)] : Spelling(segment));
        return new ArmId(text.ToString());
    }

    private static string Spelling(string segment) => segment == "resourcegroups" ? "resourceGroups" : segment;

    private static string Bare(string parameter) => parameter.Trim('{', '}');

    private static Regex ToRegex(string[] template)
    {
        var segments = template.Select(s => s switch
        {
            "{resourceId}" => "(?<resourceId>.+)",
            ['{', ..] => $"(?<{Bare(s)}>[^/]+)",
            _ => Regex.Escape(s),
        });
        return new Regex(
            $"^/{string.Join('/', segments)}$",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1));
    }

    private void Add(JsonElement parameter)
    {
        var name = parameter.GetProperty("name").GetString()!;
        var required = parameter.TryGetProperty("required", out var flag) && flag.GetBoolean();
        var place = parameter.GetProperty("in").GetString();
        if (place == "body")
        {
            Body = Document.Read(parameter.GetProperty("schema"));
            BodyRequired = required;
        }
        else if (name != "api-version")
        {
            (place == "path" ? PathParameters : QueryParameters)[name] =
                new SpecParameter(name, required, Document.Read(parameter), Document.LimitsOf($"{Id}?{name}"));
        }
    }
}

/// <summary>A parameter in the path or in the query.</summary>
internal sealed record SpecParameter(string Name, bool Required, Lazy<Schema> Schema, JsonElement? Limits);
