using System.Runtime.InteropServices;

namespace ParentClaw.Skills.Cli;

/// <summary>
/// Keeps what is typed off the terminal of standard input, until it is disposed of or a signal ends the process.
/// Where a shell halted the process, it shows again what is typed for itself. The kernel goes on editing the line.
/// </summary>
internal sealed class HiddenTyping : IDisposable
{
    private const int StandardInput = 0;
    private const int AtOnce = 0; // TCSANOW, termios(3); the other ways would drop what was typed ahead
    private const int LocalModes = 12; // offset of c_lflag: three words stand before it
    private const uint Echo = 0x8;
    private const int Room = 128; // struct termios takes 60 bytes of it

    private readonly Lock _gate = new();
    private readonly byte[] _before = new byte[Room];
    private readonly byte[] _hidden = new byte[Room];
    private readonly PosixSignalRegistration[] _signals = [];
    private bool _isOver;

    /// <summary>Hides it from here on.</summary>
    /// <exception cref="IOException">The terminal goes on showing it.</exception>
    public HiddenTyping()
    {
        if (GetModes(StandardInput, _before) != 0)
        {
            _isOver = true; // no terminal, which shows nothing
            return;
        }

        _before.CopyTo(_hidden, 0);
        var modes = _hidden.AsSpan(LocalModes);
        MemoryMarshal.Write(modes, MemoryMarshal.Read<uint>(modes) & ~Echo);
        // None is cancelled: each does after this what it does by itself. SIGTSTP is not among them, for .NET would then
        // not halt the process.
        _signals =
        [
            On(PosixSignal.SIGTERM, _before), On(PosixSignal.SIGHUP, _before), On(PosixSignal.SIGQUIT, _before),
            On(PosixSignal.SIGCONT, _hidden),
        ];
        if (TrySet(_hidden))
            return;
        Dispose();
        throw new IOException("The terminal goes on showing what is typed, so nothing was asked.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
        TrySet(_before);
        lock (_gate)
            _isOver = true;
    }

    private PosixSignalRegistration On(PosixSignal signal, byte[] modes) =>
        PosixSignalRegistration.Create(signal, _ => TrySet(modes));

    private bool TrySet(byte[] modes)
    {
        lock (_gate)
            return _isOver || SetModes(StandardInput, AtOnce, modes) == 0;
    }

    [DllImport("libc", EntryPoint = "tcgetattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetModes(int file, byte[] modes);

    [DllImport("libc", EntryPoint = "tcsetattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetModes(int file, int when, byte[] modes);
}
