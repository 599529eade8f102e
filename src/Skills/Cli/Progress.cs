using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Cli;

/// <summary>Tells the steps of an operation as they end, a line each.</summary>
/// <param name="output">Where; null for nowhere.</param>
/// <param name="hasColour">Whether the terminal shows colours.</param>
internal sealed class Progress(TextWriter? output, bool hasColour)
{
    private readonly HashSet<int> _told = [];
    private bool _isBegun;

    /// <summary>Whether anybody sees it.</summary>
    public bool IsShown => output is not null;

    /// <summary>Tells what ended since the last look.</summary>
    public void Show(OperationView operation)
    {
        if (output is null)
            return;

        if (!_isBegun)
            output.WriteLine(OperationText.Title(operation));
        _isBegun = true;
        for (var i = 0; i < operation.Steps.Count; i++)
        {
            if (OperationText.IsOver(operation.Steps[i]) && _told.Add(i))
                output.WriteLine(OperationText.Line(operation.Steps[i], hasColour));
        }
    }
}
