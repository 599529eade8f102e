using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.Skills.Cli;

/// <summary>Finds the socket of the parent that a call is for.</summary>
internal static class ParentPlace
{
    /// <summary>Where the unit of <c>packaging/</c> keeps its data.</summary>
    private const string MachineSocket = "/var/lib/parentclaw/api.sock";

    /// <summary>
    /// The socket: of the data folder named, else of the account's; for root, who has no parent of his own, that of the
    /// machine's parent.
    /// </summary>
    /// <exception cref="FleetException">Nothing names a data folder.</exception>
    public static string Find(string? data, Surroundings around)
    {
        if (data is { Length: > 0 })
            return ApiSocket.Of(Path.GetFullPath(data), around.Variable);

        var own = ApiSocket.Of(DataFolder.Locate(around.Variable), around.Variable);
        var isChosen = around.Variable(DataFolder.Variable) is { Length: > 0 };
        return around.IsRoot && !isChosen && !File.Exists(own) && File.Exists(MachineSocket) ? MachineSocket : own;
    }
}
