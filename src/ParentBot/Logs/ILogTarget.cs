namespace ParentClaw.ParentBot.Logs;

/// <summary>Where log lines go.</summary>
internal interface ILogTarget
{
    /// <summary>Takes a line; may be called from several threads.</summary>
    void Write(string line);
}
