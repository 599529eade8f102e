using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Arm;

/// <summary>
/// All resources, in memory and as a file each (written to a neighbour and moved). Used under <see cref="Region.Gate"/>
/// only.
/// </summary>
internal sealed class ResourceStore
{
    private readonly string _folder;
    private readonly Dictionary<ArmId, StoredResource> _resources = [];

    public ResourceStore(string folder)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        foreach (var file in Directory.EnumerateFiles(_folder, "*.json"))
        {
            var stored = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
            var id = new ArmId(stored["id"]!.GetValue<string>());
            var body = stored["body"]!.DeepClone().AsObject();
            _resources.Add(id, new StoredResource(id, body, stored["hidden"]!.DeepClone().AsObject()));
        }
    }

    public StoredResource? Find(ArmId id) => _resources.GetValueOrDefault(id);

    public StoredResource? Find(string? id) => id is null ? null : Find(new ArmId(id));

    public StoredResource Require(ArmId id) => Find(id) ?? throw ArmException.ResourceNotFound(id);

    /// <summary>Resources of a type (<c>Microsoft.Compute/disks</c>) at or below a scope, by id.</summary>
    public IEnumerable<StoredResource> OfType(string type, ArmId? scope = null) => Ordered(
        Within(scope).Where(r => r.Type.Equals(type, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Everything below a scope, by id.</summary>
    public IEnumerable<StoredResource> Below(ArmId? scope) => Ordered(Within(scope));

    /// <summary>On disk when this returns. Network resources get a new ETag.</summary>
    public void Save(StoredResource resource)
    {
        if (resource.Type.StartsWith("Microsoft.Network/", StringComparison.OrdinalIgnoreCase))
            resource.Body["etag"] = $"W/\"{Guid.NewGuid()}\"";
        _resources[resource.Id] = resource;
        var id = JsonSerializer.Serialize(resource.Id.Text);
        AtomicFile.Write(
            FileOf(resource.Id),
            $$"""{"id":{{id}},"body":{{resource.Body.ToJsonString()}},"hidden":{{resource.Hidden.ToJsonString()}}}""");
    }

    public void Remove(ArmId id)
    {
        if (_resources.Remove(id))
            File.Delete(FileOf(id));
    }

    private static IEnumerable<StoredResource> Ordered(IEnumerable<StoredResource> resources) =>
        resources.OrderBy(r => r.Id.Text, StringComparer.OrdinalIgnoreCase);

    private IEnumerable<StoredResource> Within(ArmId? scope)
    {
        if (scope is null)
            return _resources.Values;
        var prefix = scope.Value.Text + "/";
        return _resources.Values.Where(r => r.Id.Text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
    }

    private string FileOf(ArmId id)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id.Key)))[..12];
        return Path.Combine(_folder, $"{id.Type.Split('/')[^1]}-{id.Name}-{hash}.json");
    }
}
