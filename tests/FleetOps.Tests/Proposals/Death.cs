using System.Reflection;

namespace ParentClaw.FleetOps.Tests.Proposals;

/// <summary>When a process dies.</summary>
/// <param name="atCall">At which call of its stores, from 1.</param>
/// <param name="isAfter">Whether that call is carried out before.</param>
public sealed class Death(int atCall, bool isAfter)
{
    private int _calls;

    /// <summary>Whether it came.</summary>
    public bool Came => _calls >= atCall;

    /// <summary>A store as the process has it.</summary>
    public T Near<T>(T lasting)
        where T : class
    {
        var mortal = DispatchProxy.Create<T, Mortal<T>>();
        ((Mortal<T>)(object)mortal).Begin(lasting, this);
        return mortal;
    }

    internal bool IsNow() => ++_calls > atCall || (_calls == atCall && !isAfter);

    internal bool ComesAfterThis() => _calls == atCall && isAfter;
}
