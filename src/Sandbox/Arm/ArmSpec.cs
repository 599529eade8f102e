namespace ParentClaw.Sandbox.Arm;

/// <summary>All operations of the API descriptions, and which of them a request asks for.</summary>
internal sealed class ArmSpec
{
    private readonly ILookup<int, SpecOperation> _byLength;

    public ArmSpec()
    {
        string[] documents = ["Microsoft.Compute.json", "Microsoft.Network.json", "Microsoft.Resources.json"];
        Operations = [.. documents.SelectMany(name => new SpecDocument(name).Operations).Where(o => !o.Generic)];
        _byLength = Operations.ToLookup(o => o.Length);
    }

    public IReadOnlyList<SpecOperation> Operations { get; }

    /// <summary>The operation of a method and path, or null.</summary>
    public SpecOperation? Find(string method, string path) =>
        OfPath(path).FirstOrDefault(o => o.Method == method);

    /// <summary>The operation of a method and path; throws what Azure answers for any other.</summary>
    public SpecOperation Require(string method, string path) => Find(method, path) ?? throw (OfPath(path).Any()
        ? new ArmException(405, "MethodNotAllowed", $"{method} is not offered for '{path}'.")
        : ArmException.NotFound("InvalidResourceType", $"The resource type of '{path}' could not be found."));

    /// <summary>Throws what Azure answers where the api-version is missing or not the operation's.</summary>
    public static void CheckVersion(SpecOperation operation, string? version)
    {
        if (version is null)
            throw ArmException.BadRequest(
                "MissingApiVersionParameter", "The api-version query parameter (?api-version=) is required.");
        if (version == operation.ApiVersion)
            return;
        throw operation.ResourceType.StartsWith("Microsoft.Resources/", StringComparison.Ordinal)
            ? ArmException.BadRequest("InvalidApiVersionParameter", $"The api-version '{version}' is invalid.")
            : ArmException.BadRequest(
                "NoRegisteredProviderFound",
                $"No registered resource provider found for API version '{version}' for type "
                + $"'{operation.ResourceType}'. The supported api-versions are '{operation.ApiVersion}'.");
    }

    private IEnumerable<SpecOperation> OfPath(string path) =>
        _byLength[path.Count(c => c == '/')].Where(o => o.Match(path) is not null);
}
