using System.Reflection;
using ParentClaw.FleetOps;

namespace ParentClaw.EndToEnd.Interruptions;

/// <summary>A port whose every asynchronous call passes through an <see cref="Interruption"/>.</summary>
public class Disturbed<TPort> : DispatchProxy
    where TPort : class
{
    private TPort _port = null!;
    private Interruption _interruption = null!;

    internal static TPort Around(TPort port, Interruption interruption)
    {
        var proxy = Create<TPort, Disturbed<TPort>>();
        ((Disturbed<TPort>)(object)proxy)._port = port;
        ((Disturbed<TPort>)(object)proxy)._interruption = interruption;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Task Call() => (Task)targetMethod!.Invoke(_port, BindingFlags.DoNotWrapExceptions, null, args, null)!;
        var type = targetMethod!.ReturnType;
        if (type == typeof(Task))
            return _interruption.AroundAsync(Call, Broken);
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(Task<>))
            return targetMethod.Invoke(_port, BindingFlags.DoNotWrapExceptions, null, args, null);

        return typeof(Disturbed<TPort>)
            .GetMethod(nameof(ResultAsync), BindingFlags.NonPublic | BindingFlags.Instance)!
            .MakeGenericMethod(type.GetGenericArguments())
            .Invoke(this, [(Func<Task>)Call]);
    }

    private async Task<T> ResultAsync<T>(Func<Task> call)
    {
        Task<T> result = null!;
        await _interruption.AroundAsync(() => result = (Task<T>)call(), Broken);
        return await result;
    }

    // A store that cannot be reached is another failure than a network that cannot.
    private static FleetException Broken() => new(
        typeof(TPort).Name is "IFleetStore" or "ISecretStore" ? FailureReason.StoreFailed : FailureReason.Unreachable,
        "The connection broke, as the test asked for.");
}
