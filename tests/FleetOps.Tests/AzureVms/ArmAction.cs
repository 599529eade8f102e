using System.Text.RegularExpressions;

namespace ParentClaw.FleetOps.Tests.AzureVms;

/// <summary>The action of Azure's role-based access control that a call needs.</summary>
internal static partial class ArmAction
{
    /// <summary>As in <c>Microsoft.Compute/virtualMachines/start/action</c>; null for a poll.</summary>
    internal static string? Of(string method, string url)
    {
        var path = new Uri(url).AbsolutePath;
        if (Poll().IsMatch(path))
            return null;

        var verb = method switch { "GET" or "HEAD" => "read", "DELETE" => "delete", "POST" => "action", _ => "write" };
        var provided = path.LastIndexOf("/providers/", StringComparison.OrdinalIgnoreCase);
        return provided < 0
            ? $"Microsoft.Resources/{Types(path.Trim('/').Split('/'))}/{verb}"
            : Provided(path[(provided + "/providers/".Length)..].Split('/'), verb);
    }

    private static string Provided(string[] parts, string verb)
    {
        // The resource provider itself, as …/providers/Microsoft.Compute.
        if (parts is [_])
            return $"Microsoft.Resources/subscriptions/providers/{verb}";

        return $"{parts[0]}/{Types(parts[1..])}/{verb}";
    }

    // virtualMachines/alice-g1/start -> virtualMachines/start; names between the types are left out.
    private static string Types(string[] parts) =>
        string.Join('/', parts.Where((part, at) => at % 2 == 0 && part != "vmimage" || part == "artifacttypes"));

    [GeneratedRegex("/locations/[^/]+/operation(s|Results)/", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Poll();
}
