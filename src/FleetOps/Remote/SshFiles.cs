namespace ParentClaw.FleetOps.Remote;

/// <summary>The files that one connection needs.</summary>
/// <param name="Socket">The master's control socket.</param>
/// <param name="Key">The private key, mode 600; there only while the connection is made.</param>
/// <param name="KnownHosts">The one host key that is accepted; likewise.</param>
internal sealed record SshFiles(string Socket, string Key, string KnownHosts);
