using System.Reflection;

namespace ParentClaw.FleetOps.Tests.Proposals;

/// <summary>A store in a process that dies at one of its calls; from then on nothing answers any more.</summary>
public class Mortal<T> : DispatchProxy
    where T : class
{
    private T _lasting = null!;
    private Death _death = null!;

    /// <summary>Gives it its store and its death.</summary>
    public void Begin(T lasting, Death death) => (_lasting, _death) = (lasting, death);

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (_death.IsNow())
            throw new InvalidOperationException("The process is dead.");

        var answer = targetMethod!.Invoke(_lasting, args);
        if (!_death.ComesAfterThis())
            return answer;

        ((Task)answer!).GetAwaiter().GetResult(); // what was asked for is done, and nobody hears of it
        throw new InvalidOperationException("The process died.");
    }
}
