namespace ParentClaw.FleetOps.Contracts;

/// <summary>A line as in a chat: the body of <c>POST /v1/chat</c>.</summary>
/// <param name="Line">The line, with its slash.</param>
/// <param name="Columns">As in <see cref="CommandOrder.Columns"/>.</param>
public sealed record ChatLine(string Line, int? Columns = null);
