namespace ParentClaw.Sandbox.Machines;

/// <summary>Ends all processes of a machine: SIGTERM to its init, and SIGKILL for what is left of it.</summary>
internal static class MachineShutdown
{
    /// <summary>An init that needs longer is stuck; systemd's own patience is no use to somebody who watches.</summary>
    private static readonly TimeSpan s_orderly = TimeSpan.FromSeconds(10);

    /// <summary>False if init had to be killed although it was asked.</summary>
    public static async Task<bool> EndAsync(MachineRecord machine, bool orderly, CancellationToken cancellationToken)
    {
        var inTime = true;
        if (orderly && ProcessTable.IsAlive(machine.Pid, machine.StartTicks))
        {
            ProcessTable.Signal(machine.Pid, ProcessTable.Terminate);
            inTime = await Patience.WaitAsync(
                () => !ProcessTable.IsAlive(machine.Pid, machine.StartTicks), s_orderly, cancellationToken);
        }

        await Patience.WaitAsync(
            () =>
            {
                // Again each time: a process may have started another between the look and the signal.
                ProcessTable.SignalAll(machine.Id, ProcessTable.Kill);
                return ProcessTable.OfMachine(machine.Id).Count == 0;
            },
            s_orderly,
            cancellationToken);
        return inTime;
    }
}
