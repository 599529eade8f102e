namespace ParentClaw.Sandbox.Arm;

/// <summary>All operations of the API descriptions, and which of them a request asks for.</summary>
internal sealed class ArmSpec
{
    private readonly List<SpecOperation> _operations =
    [
        .. new[] { "Microsoft.Compute.json", "Microsoft.Network.json", "Microsoft.Resources.json" }
            .SelectMany(name => new SpecDocument(name).Operations).Where(o => !o.Generic),
    ];

    public IReadOnlyList<SpecOperation> Operations => _operations;

    /// <summary>The operation of a method and path; throws what Azure answers for any other.</summary>
    public (SpecOperation Operation, IReadOnlyDictionary<string, string> Values) Find(string method, string path)
    {
        var known = false;
        foreach (var operation in _operations)
        {
            if (operation.Match(path) is not { } values)
                continue;
            if (operation.Method == method)
                return (operation, values);
            known = true;
        }

        throw known
            ? new ArmException(405, "MethodNotAllowed", $"{method} is not offered for '{path}'.")
            : ArmException.NotFound("InvalidResourceType", $"The resource type of '{path}' could not be found.");
    }

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
}
