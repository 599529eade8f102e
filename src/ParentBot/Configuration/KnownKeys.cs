using System.Collections;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using ParentClaw.FleetOps.Commands;

namespace ParentClaw.ParentBot.Configuration;

/// <summary>
/// The keys there are: those of every class <c>XOptions</c> with a <c>const string Section</c>. A key that is none of
/// them was mistyped and would be ignored silently, so it is refused with the nearest known one, and so is a value that
/// cannot be read as what its key holds.
/// </summary>
internal sealed class KnownKeys
{
    private readonly Dictionary<string, Type> _sections;

    /// <summary>The keys of some options classes by section, <c>Cloud</c> or <c>Sandbox:Faults</c>.</summary>
    public KnownKeys(IEnumerable<KeyValuePair<string, Type>> sections) =>
        _sections = new(sections, StringComparer.OrdinalIgnoreCase);

    /// <summary>The keys of all options classes of some assemblies.</summary>
    public static KnownKeys Of(params IEnumerable<Assembly> assemblies) => new(
        from assembly in assemblies
        from type in assembly.GetTypes()
        where type.Name.EndsWith("Options", StringComparison.Ordinal)
        let section = type.GetField("Section", BindingFlags.Public | BindingFlags.Static)
        where section is { IsLiteral: true }
        select KeyValuePair.Create((string)section.GetRawConstantValue()!, type));

    /// <summary>The keys as they are written; a list's or table's own key stands for its members.</summary>
    public IEnumerable<string> All => _sections.SelectMany(section => KeysOf(section.Key, section.Value));

    /// <summary>The sections and the classes of options that are bound there.</summary>
    public IReadOnlyDictionary<string, Type> Sections => _sections;

    /// <summary>Where a class of options is bound, or null.</summary>
    public string? SectionOf(Type options) => _sections.FirstOrDefault(section => section.Value == options).Key;

    /// <summary>Goes through a configuration; the first thing wrong with it as a sentence, or null.</summary>
    public string? FindFault(IConfiguration configuration) => configuration.AsEnumerable()
        .Where(entry => entry.Value is not null)
        .OrderBy(entry => entry.Key, StringComparer.Ordinal)
        .Select(entry => FindFault(entry.Key, entry.Value!))
        .FirstOrDefault(fault => fault is not null);

    private string? FindFault(string key, string value)
    {
        if (!TryFindType(key, out var type))
        {
            return Nearest.To(key, All) is { } meant
                ? $"The setting {key} is not known. Did you mean {meant}?"
                : $"The setting {key} is not known. appsettings.json shows all there are.";
        }

        return CanHold(type, value)
            ? null
            : $"The setting {key} cannot be {Quoted.Text(value)}: it holds {Kind(type)}.";
    }

    private bool TryFindType(string key, [NotNullWhen(true)] out Type? type)
    {
        type = null;
        var words = key.Split(ConfigurationPath.KeyDelimiter);
        for (var length = words.Length - 1; length > 0 && type is null; length--)
        {
            if (_sections.TryGetValue(string.Join(ConfigurationPath.KeyDelimiter, words[..length]), out var section))
                type = words[length..].Aggregate((Type?)section, Member);
        }

        return type is not null && (IsValue(type) || ItemOf(type) is not null);
    }

    /// <summary>
    /// What stands under a word within a type: a property, an entry of a table or list; null for nothing.
    /// </summary>
    private static Type? Member(Type? type, string word) => type switch
    {
        null => null,
        _ when ItemOf(type) is { } item => item,
        _ when IsValue(type) => null,
        _ => PropertiesOf(type)
            .FirstOrDefault(property => property.Name.Equals(word, StringComparison.OrdinalIgnoreCase))?.PropertyType,
    };

    private static IEnumerable<string> KeysOf(string path, Type type) => PropertiesOf(type).SelectMany(property =>
    {
        var key = ConfigurationPath.Combine(path, property.Name);
        return IsValue(property.PropertyType) || ItemOf(property.PropertyType) is not null
            ? [key]
            : KeysOf(key, property.PropertyType);
    });

    private static IEnumerable<PropertyInfo> PropertiesOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite);

    /// <summary>The type of a list's or table's members; null where it is neither.</summary>
    private static Type? ItemOf(Type type) => type == typeof(string) || !typeof(IEnumerable).IsAssignableFrom(type)
        ? null
        : type.IsArray ? type.GetElementType() : type.GetGenericArguments().LastOrDefault();

    private static bool IsValue(Type type) =>
        type == typeof(string) || TypeDescriptor.GetConverter(Bare(type)).CanConvertFrom(typeof(string));

    private static bool CanHold(Type type, string value)
    {
        var bare = Bare(type);
        if (!IsValue(type) || value.Length == 0 && bare != type)
            return value.Length == 0; // an empty list, or nothing where nothing is allowed
        if (bare.IsEnum)
            return Enum.GetNames(bare).Contains(value, StringComparer.OrdinalIgnoreCase);

        return TypeDescriptor.GetConverter(bare).IsValid(value);
    }

    private static string Kind(Type type) => Bare(type) switch
    {
        { IsEnum: true } choices => $"one of {string.Join(", ", Enum.GetNames(choices))}",
        var bare when bare == typeof(bool) => "true or false",
        var bare when bare == typeof(TimeSpan) => "a duration such as 00:01:30",
        var bare when bare.IsPrimitive || bare == typeof(decimal) => "a number",
        var bare when !IsValue(bare) => "further settings",
        var bare => $"a {bare.Name}",
    };

    private static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
