using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ParentClaw.FleetOps.Members;
using ParentClaw.ParentBot.Configuration;

namespace ParentClaw.ParentBot.Api;

/// <summary>The tokens that let agents in over TCP. It holds their sums alone.</summary>
internal sealed class TokenBook
{
    private const string Scheme = "Bearer ";
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private readonly ImmutableArray<(byte[] Sum, Member Agent)> _known;

    /// <summary>Takes them from the settings and the files that these name.</summary>
    /// <exception cref="StartRefusedException">A file cannot be used, or two tokens are the same.</exception>
    public TokenBook(ApiOptions options)
    {
        _known =
        [
            .. options.Tokens.Select(token => (
                SHA256.HashData(Encoding.UTF8.GetBytes(Read(token))),
                new Member($"token:{token.Name}", token.Name, token.Role) { IsAgent = true })),
        ];
        if (_known.Select(known => Convert.ToHexString(known.Sum)).Distinct().Count() < _known.Length)
            throw new StartRefusedException($"Two of Api:Tokens are the same token. {ApiToken.How}");
    }

    /// <summary>Whose token an <c>Authorization</c> header brings; null where it is nobody's.</summary>
    public Member? Find(string authorization)
    {
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;

        var sum = SHA256.HashData(Encoding.UTF8.GetBytes(authorization[Scheme.Length..].Trim()));
        Member? found = null;
        foreach (var known in _known)
        {
            // All are compared, each in constant time: how long it takes tells nothing of any of them.
            if (CryptographicOperations.FixedTimeEquals(known.Sum, sum))
                found = known.Agent;
        }

        return found;
    }

    private static string Read(ApiToken token)
    {
        if (token.TokenFile.Length == 0)
            return token.Token;

        var named = $"The file {token.TokenFile}, which Api:Tokens names for {token.Name},";
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(token.TokenFile) & Others) != UnixFileMode.None)
                throw new StartRefusedException($"{named} can be read or written by others. chmod 600 it.");

            var text = File.ReadAllText(token.TokenFile).Trim();
            return text.Length >= ApiToken.Shortest
                ? text
                : throw new StartRefusedException(
                    $"{named} holds no token of at least {ApiToken.Shortest} characters. {ApiToken.How}");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"{named} cannot be read: {unreadable.Message}", unreadable);
        }
    }
}
