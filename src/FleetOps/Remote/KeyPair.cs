using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Remote;

/// <summary>An ed25519 key pair.</summary>
/// <param name="Public"><c>ssh-ed25519 AAAA…</c>, without a comment.</param>
/// <param name="Private">The private half as OpenSSH's text, with its last newline.</param>
internal sealed record KeyPair(string Public, Secret Private);
