using System.Reflection;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.TestKit;

/// <summary>
/// A cloud of which a test says what the few calls it expects return; any other call throws, and so fails the test.
/// </summary>
public class ScriptedCloud : DispatchProxy
{
    private readonly Dictionary<string, Func<object?>> _answers = new(StringComparer.Ordinal);

    /// <summary>How often each call was made.</summary>
    public Dictionary<string, int> Calls { get; } = new(StringComparer.Ordinal);

    /// <summary>A cloud and its script.</summary>
    public static (ICloud Cloud, ScriptedCloud Script) New()
    {
        var cloud = Create<ICloud, ScriptedCloud>();
        return (cloud, (ScriptedCloud)(object)cloud);
    }

    /// <summary>What a call named so returns; the newest rule holds.</summary>
    public ScriptedCloud On<T>(string call, Func<T> answer)
    {
        _answers[call] = () => Task.FromResult(answer());
        return this;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var name = targetMethod!.Name;
        Calls[name] = Calls.GetValueOrDefault(name) + 1;
        return _answers.TryGetValue(name, out var answer)
            ? answer()
            : throw new InvalidOperationException($"Nobody foresaw: {name}");
    }
}
