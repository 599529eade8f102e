using System.ComponentModel.DataAnnotations;
using System.Net;

namespace ParentClaw.ParentBot.Api;

/// <summary>The way in for programs.</summary>
internal sealed class ApiOptions : IValidatableObject
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Api";

    /// <summary>Whether programs may command; <c>true</c> by default: by the socket in the data folder.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Requests at once, those that wait included; more are told to come back. 256 by default.</summary>
    [Range(1, 10_000)]
    public int MaxConcurrent { get; set; } = 256;

    /// <summary>
    /// Address and port for programs of elsewhere, as <c>127.0.0.1:7411</c>; port 0 takes a free one. Null by default:
    /// the socket alone. Each request there brings one of the <see cref="Tokens"/>.
    /// </summary>
    public string? Tcp { get; set; }

    /// <summary>Whether that may be another address than loopback; <c>false</c> by default.</summary>
    public bool AnyAddress { get; set; }

    /// <summary>Who may come over TCP; nobody by default.</summary>
    public List<ApiToken> Tokens { get; set; } = [];

    /// <summary>Where to listen on TCP; null for nowhere.</summary>
    public IPEndPoint? TcpAddress =>
        Tcp is { Length: > 0 } text && IPEndPoint.TryParse(text, out var address)
        && text.EndsWith($":{address.Port}", StringComparison.Ordinal)
            ? address
            : null;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Tcp is { Length: > 0 })
        {
            if (TcpAddress is not { } address)
                yield return new ValidationResult("It is an address with a port, as 127.0.0.1:7411.", [nameof(Tcp)]);
            else if (!AnyAddress && !IPAddress.IsLoopback(address.Address))
                yield return new ValidationResult(
                    "It is open to other computers, and nothing here is encrypted. Listen on 127.0.0.1, or set "
                    + "Api:AnyAddress where something before it encrypts.",
                    [nameof(Tcp)]);
            if (Tokens.Count == 0)
                yield return new ValidationResult(
                    "Nobody could come in: give at least one token in Api:Tokens.", [nameof(Tcp)]);
        }

        foreach (var (at, token) in Tokens.Index())
        {
            if (token.FindFault() is { } why)
                yield return new ValidationResult($"Number {at + 1}: {why}", [nameof(Tokens)]);
        }

        if (Tokens.DistinctBy(token => token.Name, StringComparer.OrdinalIgnoreCase).Count() < Tokens.Count)
            yield return new ValidationResult("Two have the same name.", [nameof(Tokens)]);
    }
}
