using System.Globalization;
using ParentClaw.Sandbox;

namespace ParentClaw.ParentBot.SandboxHost;

/// <summary>A fault as it stands in the settings: <c>CALL ACTION [STATUS CODE]</c>.</summary>
internal static class FaultLine
{
    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">It is none; the message shows one that is.</exception>
    internal static Fault Parse(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is [var on, var what, .. var rest]
            && Enum.TryParse<FaultAction>(what, ignoreCase: true, out var action)
            && rest.Length is 0 or 2)
        {
            var fault = new Fault { On = on, Action = action };
            if (rest.Length == 0)
                return fault;
            if (int.TryParse(rest[0], NumberStyles.None, CultureInfo.InvariantCulture, out var status)
                && status is >= 400 and < 600)
                return fault with { Status = status, Code = rest[1] };
        }

        throw new FormatException(
            $"'{line}' is no fault. One is: VirtualMachines_CreateOrUpdate Answer 409 AllocationFailed");
    }
}
