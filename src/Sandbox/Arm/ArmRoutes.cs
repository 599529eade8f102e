namespace ParentClaw.Sandbox.Arm;

/// <summary>Operation id to what answers it; handlers run under <see cref="Region.Gate"/>.</summary>
internal sealed class ArmRoutes
{
    private readonly Dictionary<string, Func<ArmRequest, ArmAnswer>> _handlers = new(StringComparer.Ordinal);

    public Func<ArmRequest, ArmAnswer> this[string operationId]
    {
        get => _handlers.GetValueOrDefault(operationId) ?? NotOffered;
        set => _handlers.Add(operationId, value);
    }

    private static ArmAnswer NotOffered(ArmRequest request) => throw ArmException.BadRequest(
        "OperationNotAllowed", $"The sandbox does not offer {request.Operation.Id}.");
}
