namespace ParentClaw.FleetOps.Remote;

/// <summary>Runs local processes to their end: fed, read, limited in time and output, none left behind.</summary>
internal sealed class ProcessRunner(TimeProvider time)
{
    /// <summary>
    /// Runs one and returns when it ended and its output is read, or at its deadline. Cancelling kills it and throws.
    /// </summary>
    /// <remarks>What the order's <c>OnOutput</c> throws ends the process and comes out here.</remarks>
    public async Task<ProcessEnd> RunAsync(ProcessOrder order, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var deadline = new CancellationTokenSource(order.Deadline, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var output = new CappedOutput(order.OutputLimit, order.OnOutput);
        var error = new CappedOutput(order.OutputLimit);
        using var process = RunningProcess.Start(order);
        try
        {
            await Task.WhenAll(
                StopOnFailureAsync(FeedAsync(process.Input, order.Input, stop.Token), stop),
                StopOnFailureAsync(output.ReadAsync(process.Output, stop.Token), stop),
                StopOnFailureAsync(error.ReadAsync(process.Error, stop.Token), stop));
            return new ProcessEnd(await process.WaitForExitAsync(stop.Token), output, error);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return new ProcessEnd(null, output, error);
        }
        finally
        {
            if (stop.IsCancellationRequested)
                process.Kill();
        }
    }

    private static async Task FeedAsync(Stream input, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await using (input)
                await input.WriteAsync(bytes, cancellationToken);
        }
        catch (IOException)
        {
            // It closed its stdin before it had read all: its right, as `head` does; its exit code says what it thinks
            // of it.
        }
    }

    private static async Task StopOnFailureAsync(Task work, CancellationTokenSource stop)
    {
        try
        {
            await work;
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }
}
