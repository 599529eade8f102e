using System.Text.Json.Nodes;

namespace ParentClaw.EndToEnd.Machines;

/// <summary>A check of verify.sh, as it came out on a machine.</summary>
internal sealed record VerifyLook(string Name, bool Ok, string Detail)
{
    /// <summary>All checks that apply to a claw's machine, done now.</summary>
    internal static async Task<IReadOnlyList<VerifyLook>> AtAsync(BootedFleet fleet, string claw)
    {
        var verified = await fleet.TryAsync(claw, "/opt/claw/lifecycle/verify.sh --json");
        var checks = JsonNode.Parse(verified.Text)!["checks"]!.AsArray()
            .Select(check => new VerifyLook((string)check!["name"]!, (bool)check["ok"]!, (string)check["detail"]!))
            .ToList();
        verified.ExitCode.ShouldBe(checks.TrueForAll(check => check.Ok) ? 0 : 1);
        return checks;
    }

    /// <summary>
    /// Breaks a machine in one way after the other, and mends it each time: exactly the check that looks there is red
    /// then, and none at the end.
    /// </summary>
    internal static async Task ShouldTurnRedAsync(
        BootedFleet fleet, string claw, IEnumerable<(string Check, string Breaking, string Mending)> breaks)
    {
        var wrong = new List<string>();
        foreach (var (check, breaking, mending) in breaks)
        {
            await fleet.RunAsync(claw, breaking);
            var red = (await AtAsync(fleet, claw)).Where(one => !one.Ok).ToList();
            await fleet.RunAsync(claw, mending);
            if (red is not [var only] || only.Name != check)
                wrong.Add($"{check}: {string.Join("; ", red)}");
        }

        wrong.ShouldBeEmpty();
        (await AtAsync(fleet, claw)).Where(one => !one.Ok).ShouldBeEmpty();
    }

    public override string ToString() => $"{Name} ({Detail})";
}
