using System.Security.Cryptography;

namespace ParentClaw.Sandbox.Machines;

/// <summary>
/// Addresses of machines that live in the computer's own network. They are drawn at random, because several sandboxes
/// may live on one computer and their machines listen on the same ports.
/// </summary>
internal static class LoopbackAddress
{
    /// <summary>127.x.y.z; 127.0.0.0/9 is left to others.</summary>
    public static string Draw()
    {
        var bytes = RandomNumberGenerator.GetBytes(2);
        return $"127.{RandomNumberGenerator.GetInt32(128, 255)}.{bytes[0]}.{1 + (bytes[1] % 254)}";
    }
}
