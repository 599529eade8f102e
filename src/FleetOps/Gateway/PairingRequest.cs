namespace ParentClaw.FleetOps.Gateway;

/// <summary>A person who waits to be let in.</summary>
/// <param name="Sender">Numeric Telegram id, as text.</param>
/// <param name="Code">The 8-character code the gateway gave him.</param>
/// <param name="UserName">His user name without @, if he has one.</param>
/// <param name="FirstName">His first name.</param>
/// <param name="CreatedAt">When he first wrote; the request lives one hour.</param>
/// <param name="Account">The bot account he wrote to.</param>
public sealed record PairingRequest(
    string Sender, string Code, string? UserName, string? FirstName, DateTimeOffset CreatedAt, string Account)
{
    /// <summary><c>@bob (Bob, 7001)</c>: the id is the one thing nobody can make up.</summary>
    public string Who
    {
        get
        {
            var known = new[] { FirstName, Sender }.Where(part => !string.IsNullOrEmpty(part));
            var rest = string.Join(", ", known);
            return UserName is null ? rest : $"@{UserName} ({rest})";
        }
    }
}
