using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;

namespace ParentClaw.Sandbox.Arm;

/// <summary>
/// Runs long operations: the work begins at once, its outcome is published when the operation is due. Each is on
/// disk before it is answered; what a crash interrupts is taken up at the next start.
/// </summary>
internal sealed partial class LongOperations : IDisposable
{
    private static readonly JsonSerializerOptions s_json = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Azure forgets operations too; a day is longer than anybody polls.</summary>
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, LongOperation> _operations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task> _running = new(StringComparer.Ordinal);
    private readonly Dictionary<OperationKind, OperationWork> _works = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate;
    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly ILogger<LongOperations> _logger;

    public LongOperations(string folder, Lock gate, TimeProvider time, ILogger<LongOperations> logger)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        _gate = gate;
        _time = time;
        _logger = logger;
        foreach (var file in Directory.EnumerateFiles(_folder, "*.json"))
        {
            var operation = JsonSerializer.Deserialize<LongOperation>(File.ReadAllText(file), s_json)!;
            if (operation.Ended < time.GetUtcNow() - s_kept)
                File.Delete(file);
            else
                _operations[operation.Id] = operation;
        }
    }

    /// <summary>What becomes true when work fails that has no answer of its own to that.</summary>
    public Action<LongOperation> OnFailure { get; set; } = _ => { };

    public void Register(OperationKind kind, OperationWork work) => _works.Add(kind, work);

    /// <summary>Takes up what was in progress when the process ended.</summary>
    public void Resume()
    {
        foreach (var operation in _operations.Values.Where(o => o.Status == OperationStatus.InProgress))
            Launch(operation);
    }

    public LongOperation? Find(string id) => _operations.GetValueOrDefault(id);

    /// <summary>The operation that holds a resource now, or null.</summary>
    public LongOperation? RunningOn(ArmId resource) => _running.Keys
        .Select(id => _operations[id])
        .FirstOrDefault(o => o.Status == OperationStatus.InProgress && o.ResourceId == resource);

    /// <summary>Stores and begins an operation. Called under the gate; the work waits for the gate to open.</summary>
    public LongOperation Begin(
        OperationKind kind, ArmRequest request, TimeSpan duration, JsonObject? parameters = null)
    {
        var now = _time.GetUtcNow();
        var operation = new LongOperation
        {
            Id = Guid.NewGuid().ToString(),
            Kind = kind,
            Resource = request.Id.Text,
            PollScope = PollScopeOf(request.Id),
            ApiVersion = request.Operation.ApiVersion,
            Started = now,
            Due = now + duration,
            Parameters = parameters ?? [],
            ForcedCode = request.ForcedFailure,
        };
        Save(operation);
        Launch(operation);
        return operation;
    }

    /// <summary>Completes when the operation has ended, well or not.</summary>
    public Task EndOf(LongOperation operation) => _running.GetValueOrDefault(operation.Id, Task.CompletedTask);

    /// <summary>Interrupts what runs; that and whatever begins from now on is taken up at the next start.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running.Values);
    }

    public void Dispose() => _stop.Dispose();

    private static string PollScopeOf(ArmId id)
    {
        var subscription = string.Join('/', id.Text.Split('/').Take(3));
        return id.Type.StartsWith("Microsoft.Resources/", StringComparison.Ordinal)
            ? subscription
            : $"{subscription}/providers/{id.Type.Split('/')[0]}";
    }

    private void Launch(LongOperation operation)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running[operation.Id] = done.Task;
        _ = Task.Run(() => RunAsync(operation, done), CancellationToken.None);
    }

    private async Task RunAsync(LongOperation operation, TaskCompletionSource done)
    {
        try
        {
            var work = _works[operation.Kind];
            JsonNode? result = null;
            var failure = operation.ForcedCode is { } code
                ? ArmException.Conflict(code, $"The operation failed with {code}, as ordered.")
                : null;
            try
            {
                if (failure is null && work.Work is not null)
                    result = await work.Work(operation, _stop.Token);
            }
            catch (ArmException refused)
            {
                failure = refused;
            }

            var wait = operation.Due - _time.GetUtcNow();
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, _time, _stop.Token);
            Publish(operation, work, result, failure);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            LogInterrupted(operation.Kind, operation.Resource);
        }
        catch (Exception bug)
        {
            LogBroken(bug, operation.Kind, operation.Resource);
            Publish(operation, _works[operation.Kind], null, new ArmException(500, "InternalServerError", bug.Message));
        }
        finally
        {
            _running.TryRemove(operation.Id, out _);
            done.SetResult();
        }
    }

    private void Publish(LongOperation operation, OperationWork work, JsonNode? result, ArmException? failure)
    {
        lock (_gate)
        {
            if (failure is null)
                work.Commit(operation, result);
            else
                (work.Fail ?? OnFailure)(operation);
            Save(operation with
            {
                Status = failure is null ? OperationStatus.Succeeded : OperationStatus.Failed,
                Ended = _time.GetUtcNow(),
                ErrorCode = failure?.Code,
                ErrorMessage = failure?.Message,
                Result = result,
            });
        }
    }

    private void Save(LongOperation operation)
    {
        AtomicFile.Write(Path.Combine(_folder, $"{operation.Id}.json"), JsonSerializer.Serialize(operation, s_json));
        _operations[operation.Id] = operation;
    }

    [LoggerMessage(LogLevel.Debug, "{Kind} of {Resource} is left for the next start.")]
    private partial void LogInterrupted(OperationKind kind, string resource);

    [LoggerMessage(LogLevel.Error, "{Kind} of {Resource} broke.")]
    private partial void LogBroken(Exception bug, OperationKind kind, string resource);
}
