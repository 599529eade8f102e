using System.Reflection;

namespace ParentClaw.FleetOps.Tests.Commands;

/// <summary>A port at which one may look only: what would change the world beyond is noted, and refused.</summary>
public class Onlooker<T> : DispatchProxy
    where T : class
{
    private static readonly string[] Looks =
        ["Find", "List", "Read", "Choose", "Resolve", "Describe", "Check", "Examine", "Audit"];

    private T _port = null!;
    private List<string> _acts = null!;

    /// <summary>Gives it the port, and where it notes what is no look.</summary>
    public void Begin(T port, List<string> acts) => (_port, _acts) = (port, acts);

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var call = targetMethod!.Name;
        if (Looks.Any(look => call.StartsWith(look, StringComparison.Ordinal)))
            return targetMethod.Invoke(_port, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);

        _acts.Add($"{typeof(T).Name}.{call}");
        throw new InvalidOperationException($"{call} is no look.");
    }
}
