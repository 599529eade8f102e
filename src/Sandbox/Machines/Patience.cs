namespace ParentClaw.Sandbox.Machines;

/// <summary>Waiting for what machines do: they live in real time, whatever clock the region has.</summary>
internal static class Patience
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Looks again and again; false where it was not so within the limit.</summary>
    public static async Task<bool> WaitAsync(Func<bool> done, TimeSpan limit, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!done())
        {
            if (TimeProvider.System.GetElapsedTime(began) > limit)
                return false;
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }

        return true;
    }
}
