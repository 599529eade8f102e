namespace ParentClaw.FleetOps.Storage;

/// <summary>Something a person did in a chat: sent a line, pressed a button.</summary>
/// <param name="Id">The chat service's id; equal ids are one update, whatever their order.</param>
/// <param name="At">When it was taken in.</param>
/// <param name="Chat">In which chat.</param>
/// <param name="Body">The update as the face keeps it.</param>
public sealed record ReceivedUpdate(long Id, DateTimeOffset At, long Chat, string Body);
