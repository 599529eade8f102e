namespace ParentClaw.FleetOps.Contracts;

/// <summary>A line as in a chat: the body of <c>POST /v1/chat</c>.</summary>
/// <param name="Line">The line, with its slash.</param>
/// <param name="Columns">As in <see cref="CommandOrder.Columns"/>.</param>
/// <param name="Asks">
/// Whether what is missing at the end of the line is asked for; else it is refused, as for who gives all lines at once.
/// </param>
public sealed record ChatLine(string Line, int? Columns = null, bool Asks = true);
