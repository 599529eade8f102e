using System.Collections.Immutable;
using System.Reflection;
using ParentClaw.FleetOps.Members;

namespace ParentClaw.FleetOps.Commands;

/// <summary>A command as the catalogue knows it: all that faces, menus, help and schemas are made from.</summary>
public sealed class CommandDescription
{
    private static readonly NullabilityInfoContext Nullability = new();

    private readonly ConstructorInfo _constructor;

    internal CommandDescription(Type type, FleetCommandAttribute attribute)
    {
        Type = type;
        Name = attribute.Name;
        Summary = attribute.Summary;
        Role = attribute.Role;
        Effect = attribute.Effect;
        IsOnce = attribute.IsOnce;
        HasDryRun = attribute.HasDryRun;
        NeedsPerson = attribute.NeedsPerson;
        Example = attribute.Example;
        Order = attribute.Order;
        _constructor = type.GetConstructors() is [var only]
            ? only
            : throw new InvalidOperationException($"{type.Name} needs exactly one public constructor to be a command.");
        Arguments = [.. ArgumentsOf(type, _constructor.GetParameters())];
        CheckArguments();
    }

    /// <summary>The request record.</summary>
    public Type Type { get; }

    /// <summary>Its name without the slash.</summary>
    public string Name { get; }

    /// <summary>One sentence.</summary>
    public string Summary { get; }

    /// <summary>The least role that may give it.</summary>
    public Role Role { get; }

    /// <summary>What it does to the world, at the most; <see cref="EffectOf"/> tells with given arguments.</summary>
    public Effect Effect { get; }

    /// <summary>Whether it is not done again where it is unknown if it was done.</summary>
    public bool IsOnce { get; }

    /// <summary>Whether it can tell what it would do without doing it.</summary>
    public bool HasDryRun { get; }

    /// <summary>Whether it is for persons alone, whatever the rules for agents say.</summary>
    public bool NeedsPerson { get; }

    /// <summary>A runnable line.</summary>
    public string Example { get; }

    /// <summary>Position in help; smaller first.</summary>
    public int Order { get; }

    /// <summary>Whether it may ask before it acts.</summary>
    public bool Asks => typeof(IAsks).IsAssignableFrom(Type);

    /// <summary>Its arguments in the order of declaration.</summary>
    public ImmutableArray<ArgumentDescription> Arguments { get; }

    /// <summary>As <c>/logs &lt;claw&gt; [lines]</c>.</summary>
    public string Usage => string.Join(' ', Arguments.Select(argument => argument.Usage).Prepend($"/{Name}"));

    /// <summary>What a command of this kind does to the world with its arguments.</summary>
    public Effect EffectOf(ICommand command) => command is IVaries varies ? varies.Effect : Effect;

    /// <summary>Makes the record; what is not among the values keeps its default.</summary>
    internal ICommand Create(IReadOnlyDictionary<ArgumentDescription, object?> values)
    {
        var left = values.ToDictionary(pair => pair.Key.Property, pair => pair.Value);
        var command = _constructor.Invoke([.. _constructor.GetParameters().Select(Value)]);
        foreach (var (property, value) in left)
            property.SetValue(command, value);
        return (ICommand)command;

        object? Value(ParameterInfo parameter)
        {
            var property = left.Keys.FirstOrDefault(property => IsOf(parameter, property));
            return property is not null && left.Remove(property, out var value)
                ? value
                : parameter.HasDefaultValue ? parameter.DefaultValue : null;
        }
    }

    private static bool IsOf(ParameterInfo parameter, PropertyInfo property) =>
        string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<ArgumentDescription> ArgumentsOf(Type type, ParameterInfo[] parameters) =>
        from property in type.GetProperties()
        let attribute = property.GetCustomAttribute<ArgumentAttribute>()
        where attribute is not null
        let parameter = parameters.FirstOrDefault(candidate => IsOf(candidate, property))
        orderby property.MetadataToken
        select new ArgumentDescription(
            property, attribute, parameter is { HasDefaultValue: true } || IsNullable(property));

    private static bool IsNullable(PropertyInfo property)
    {
        lock (Nullability) // the context caches, and says of itself that it is not thread-safe
            return Nullability.Create(property).ReadState == NullabilityState.Nullable;
    }

    private void CheckArguments()
    {
        var positional = Arguments.Where(argument => !argument.IsNamed).ToList();
        if (Arguments.Any(argument => argument.TakesRest && (argument.IsNamed || argument != positional[^1])))
            throw new InvalidOperationException($"/{Name}: only the last positional argument can take the rest.");
        var behindOptional = positional.SkipWhile(argument => !argument.IsOptional);
        if (behindOptional.Any(argument => !argument.IsOptional && !argument.TakesRest))
            throw new InvalidOperationException($"/{Name}: a required argument stands behind an optional one.");
        if (Arguments.Select(argument => argument.Name).Distinct().Count() != Arguments.Length)
            throw new InvalidOperationException($"/{Name}: two arguments have the same name.");
    }
}
