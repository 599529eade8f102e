using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ParentClaw.FleetOps.Manifests;

namespace ParentClaw.FleetOps.Commands;

/// <summary>What is wrong with a manifest, as a reply; nothing of it is done. Pure.</summary>
internal static class ManifestFaults
{
    private const int MostShown = 20;

    internal static Reply Say(ImmutableList<ManifestFault> faults)
    {
        var lines = string.Join('\n', faults.Take(MostShown));
        var more = faults.Count > MostShown ? $"\nand {faults.Count - MostShown} more" : "";
        var refused = Reply.Refused("The manifest is not right; mend it, and give it again.", RefusalKind.Usage);
        return refused with
        {
            Blocks = refused.Blocks.Add(new OutputBlock(lines + more)),
            Result = new JsonObject
            {
                ["faults"] = new JsonArray([.. faults.Select(fault => new JsonObject
                {
                    ["line"] = fault.Line, ["column"] = fault.Column, ["text"] = fault.Text,
                })]),
            },
        };
    }
}
