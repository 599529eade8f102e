using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Arm;

/// <summary>
/// How one kind of long operation is done. Both parts may run again after a crash, so both end in the same state
/// however often they run.
/// </summary>
/// <param name="Work">What happens outside the store, begun at once; its result is handed on. Throws <see
/// cref="ArmException"/> where Azure would report a failure.</param>
/// <param name="Commit">What becomes true in the store when the operation is due; under the gate.</param>
/// <param name="Fail">What becomes true when the work failed; under the gate. Null: as for all.</param>
internal sealed record OperationWork(
    Func<LongOperation, CancellationToken, Task<JsonNode?>>? Work,
    Action<LongOperation, JsonNode?> Commit,
    Action<LongOperation>? Fail = null);
