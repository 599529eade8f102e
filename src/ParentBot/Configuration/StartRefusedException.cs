namespace ParentClaw.ParentBot.Configuration;

/// <summary>
/// The process cannot start as it was asked to; the message says why and what to do, without a stack.
/// </summary>
internal sealed class StartRefusedException(string message, Exception? inner = null) : Exception(message, inner);
