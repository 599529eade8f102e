using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ParentClaw.Sandbox.Arm;

/// <summary>One provider's API description (<c>Specs/*.json</c>): its operations and the schemas they name.</summary>
internal sealed class SpecDocument
{
    private readonly JsonElement _definitions;
    private readonly JsonElement _limits;
    private readonly Dictionary<string, Regex> _openEnums = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Schema>> _named = new(StringComparer.Ordinal);

    public SpecDocument(string resource)
    {
        using var stream = typeof(SpecDocument).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The description {resource} is not embedded.");
        var root = JsonDocument.Parse(stream).RootElement;
        _definitions = root.GetProperty("definitions");
        _limits = root.GetProperty("x-limits");
        if (root.GetProperty("x-not-in-source").TryGetProperty("open_enums", out var open))
        {
            foreach (var form in open.EnumerateObject())
                _openEnums.Add(form.Name, NewRegex(form.Value.GetString()!));
        }

        Operations = [.. root.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Select(method => new SpecOperation(this, path.Name, method.Name, method.Value)))];
    }

    public IReadOnlyList<SpecOperation> Operations { get; }

    public static Regex NewRegex(string pattern) =>
        new(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public JsonElement? LimitsOf(string key) => _limits.TryGetProperty(key, out var limits) ? limits : null;

    public Lazy<Schema> Read(JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return Named(reference.GetString()!.Split('/')[^1]);
        return new Lazy<Schema>(() => Fill(new Schema(), schema, ""));
    }

    private Lazy<Schema> Named(string name) => _named.GetOrAdd(
        name, n => new Lazy<Schema>(() => Fill(new Schema { Name = n }, _definitions.GetProperty(n), n)));

    private Schema Fill(Schema schema, JsonElement source, string owner)
    {
        if (source.TryGetProperty("allOf", out var bases))
        {
            foreach (var ancestor in bases.EnumerateArray())
                Inherit(schema, Read(ancestor).Value);
        }

        ReadScalars(schema, source);
        if (source.TryGetProperty("items", out var items))
            schema.Items = Read(items);
        if (source.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.Array)
            schema.Required.UnionWith(required.EnumerateArray().Select(r => r.GetString()!));
        if (source.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject())
                schema.Properties[property.Name] = ReadProperty(property, owner);
        }

        ReadAdditional(schema, source);
        if (schema is { Discriminator: not null, Name: not null })
            FindSubtypes(schema);
        return schema;
    }

    private SchemaProperty ReadProperty(JsonProperty property, string owner) => new(
        property.Name,
        owner,
        property.Value.TryGetProperty("readOnly", out var readOnly) && readOnly.GetBoolean(),
        property.Value.TryGetProperty("x-ms-mutability", out var mutability)
            ? [.. mutability.EnumerateArray().Select(m => m.GetString()!)]
            : null,
        Read(property.Value),
        LimitsOf($"{owner}.{property.Name}"));

    private static void Inherit(Schema schema, Schema ancestor)
    {
        foreach (var (name, property) in ancestor.Properties)
            schema.Properties[name] = property;
        schema.Required.UnionWith(ancestor.Required);
        schema.Discriminator ??= ancestor.Discriminator;
        schema.Type ??= ancestor.Type;
    }

    private void ReadScalars(Schema schema, JsonElement source)
    {
        string? Text(string key) => source.TryGetProperty(key, out var v) ? v.GetString() : null;
        bool Flag(string key) => source.TryGetProperty(key, out var v) && v.ValueKind == JsonValueKind.True;
        double Number(string key, double otherwise) =>
            source.TryGetProperty(key, out var v) ? v.GetDouble() : otherwise;

        schema.Type = Text("type") ?? schema.Type;
        schema.Format = Text("format");
        schema.Pattern = Text("pattern") is { } pattern ? NewRegex(pattern) : null;
        schema.ReadOnly = Flag("readOnly");
        schema.Nullable = Flag("x-nullable");
        schema.Discriminator = Text("discriminator") ?? schema.Discriminator;
        schema.MinLength = (int)Number("minLength", 0);
        schema.MaxLength = (int)Number("maxLength", int.MaxValue);
        schema.MinItems = (int)Number("minItems", 0);
        schema.MaxItems = (int)Number("maxItems", int.MaxValue);
        schema.Minimum = Number("minimum", double.NegativeInfinity);
        schema.Maximum = Number("maximum", double.PositiveInfinity);
        if (source.TryGetProperty("enum", out var values))
            schema.Enum = values.EnumerateArray().Select(v => v.ToString()).ToHashSet(StringComparer.Ordinal);
        if (source.TryGetProperty("x-ms-enum", out var named) && named.TryGetProperty("name", out var name))
            schema.OpenEnum = _openEnums.GetValueOrDefault(name.GetString()!);
    }

    private void ReadAdditional(Schema schema, JsonElement source)
    {
        if (source.TryGetProperty("additionalProperties", out var additional))
        {
            schema.FreeForm = additional.ValueKind == JsonValueKind.True;
            schema.Additional = additional.ValueKind == JsonValueKind.Object ? Read(additional) : null;
            return;
        }

        schema.FreeForm = schema.Properties.Count == 0 && !source.TryGetProperty("allOf", out _);
    }

    private void FindSubtypes(Schema schema)
    {
        foreach (var definition in _definitions.EnumerateObject())
        {
            if (!definition.Value.TryGetProperty("allOf", out var bases))
                continue;
            if (!bases.EnumerateArray().Any(b => b.TryGetProperty("$ref", out var r)
                && r.GetString()!.Split('/')[^1] == schema.Name))
                continue;
            var value = definition.Value.TryGetProperty("x-ms-discriminator-value", out var v)
                ? v.GetString()!
                : definition.Name;
            schema.Subtypes[value] = Named(definition.Name);
        }
    }
}
