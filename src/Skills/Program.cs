using System.Runtime.InteropServices;
using ParentClaw.Skills.Cli;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
{
    signal.Cancel = true;
    stop.Cancel();
});
return await new CommandLine(ProcessSurroundings.Look()).RunAsync(args, stop.Token);
