namespace ParentClaw.ParentBot.Tests.Alerting;

/// <summary>The process ended here.</summary>
public sealed class ProcessDiedException : Exception;
