using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Arm;

/// <summary>Resource providers: which there are, whether they are registered.</summary>
internal sealed class Providers(Region region, ArmSpec spec)
{
    private static readonly string[] s_namespaces =
    [
        "Microsoft.Compute", "Microsoft.Network", "Microsoft.Resources", "Microsoft.Authorization", "Microsoft.Storage",
    ];

    private ArmId RegistrationsId => region.Subscription.Child("providers/Sandbox.Registrations", "all");

    public void AddTo(ArmRoutes routes)
    {
        routes["Providers_List"] = _ => ArmAnswer.Ok(Bodies.List(s_namespaces.Select(Render)));
        routes["Providers_Get"] = r => ArmAnswer.Ok(Render(Require(r)));
        routes["Providers_Register"] = Register;
    }

    private static string Require(ArmRequest request)
    {
        var asked = request.Values["resourceProviderNamespace"];
        return s_namespaces.FirstOrDefault(n => n.Equals(asked, StringComparison.OrdinalIgnoreCase))
            ?? throw ArmException.NotFound(
                "InvalidResourceNamespace", $"The resource namespace '{asked}' is invalid.");
    }

    private ArmAnswer Register(ArmRequest request)
    {
        var name = Require(request);
        var registrations = region.Store.Find(RegistrationsId) ?? new StoredResource(RegistrationsId, [], []);
        registrations.Hidden[name] = true;
        region.Store.Save(registrations);
        return ArmAnswer.Ok(Render(name));
    }

    private JsonNode Render(string name)
    {
        var late = region.Options.UnregisteredProviders.Contains(name, StringComparer.OrdinalIgnoreCase);
        var registered = !late || region.Store.Find(RegistrationsId)?.Hidden.ContainsKey(name) == true;
        return new JsonObject
        {
            ["id"] = $"{region.Subscription}/providers/{name}",
            ["namespace"] = name,
            ["registrationState"] = registered ? "Registered" : "NotRegistered",
            ["registrationPolicy"] = "RegistrationRequired",
            ["resourceTypes"] = new JsonArray([.. TypesOf(name)]),
        };
    }

    private IEnumerable<JsonNode> TypesOf(string name) => spec.Operations
        .Where(o => o.ResourceType.StartsWith(name + "/", StringComparison.Ordinal))
        .GroupBy(o => o.ResourceType[(name.Length + 1)..])
        .Select(type => new JsonObject
        {
            ["resourceType"] = type.Key,
            ["locations"] = new JsonArray(region.Options.Location),
            ["apiVersions"] = new JsonArray(type.First().ApiVersion),
        });
}
