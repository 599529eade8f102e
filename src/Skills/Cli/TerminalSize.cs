using System.Runtime.InteropServices;

namespace ParentClaw.Skills.Cli;

/// <summary>How wide a terminal is: asked of the kernel, for Console would write to it before it answers.</summary>
internal static class TerminalSize
{
    private const int StandardOutput = 1;
    private const nuint GetWindowSize = 0x5413; // TIOCGWINSZ, ioctl_tty(2)
    private const int UsualColumns = 80;

    /// <summary>The columns of the terminal on standard output; 80 where it does not say.</summary>
    public static int Columns()
    {
        var size = default(WindowSize);
        return Control(StandardOutput, GetWindowSize, ref size) == 0 && size.Columns > 0 ? size.Columns : UsualColumns;
    }

    [DllImport("libc", EntryPoint = "ioctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int file, nuint request, ref WindowSize size);

    [StructLayout(LayoutKind.Sequential)]
    private struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort Width;
        public ushort Height;
    }
}
