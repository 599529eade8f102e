using System.Runtime.InteropServices;

namespace ParentClaw.Skills.Cli;

/// <summary>
/// Keeps what is typed off the terminal of standard input, until it is disposed of or a signal ends the process.
/// The kernel goes on editing the line. Ctrl-Z does not halt it meanwhile.
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

        var hidden = _before.ToArray();
        var modes = hidden.AsSpan(LocalModes);
        MemoryMarshal.Write(modes, MemoryMarshal.Read<uint>(modes) & ~Echo);
        // What ends the process ends it after this, too. A shell would bring a halted one back on a terminal that shows
        // what is typed.
        _signals =
        [
            OnEnd(PosixSignal.SIGTERM), OnEnd(PosixSignal.SIGHUP), OnEnd(PosixSignal.SIGQUIT),
            PosixSignalRegistration.Create(PosixSignal.SIGTSTP, signal => signal.Cancel = true),
        ];
        if (TrySet(hidden))
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

    private PosixSignalRegistration OnEnd(PosixSignal signal) =>
        PosixSignalRegistration.Create(signal, _ => TrySet(_before));

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
