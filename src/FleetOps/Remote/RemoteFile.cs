namespace ParentClaw.FleetOps.Remote;

/// <summary>A file to write on a machine.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Mode">Its mode, e.g. <c>UserRead | UserWrite</c> for 600.</param>
public sealed record RemoteFile(string Path, ReadOnlyMemory<byte> Content, UnixFileMode Mode);
