using System.Text.Json.Serialization;

namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>
/// A call of the Bot API: a record whose properties are its parameters, named as Telegram names them.
/// </summary>
/// <typeparam name="TResult">What the call gives back.</typeparam>
internal abstract record BotRequest<TResult>
{
    /// <summary>The method's name, <c>sendMessage</c>.</summary>
    [JsonIgnore]
    public abstract string Method { get; }

    /// <summary>How long Telegram may be silent before the call is given up; 20 s by default.</summary>
    [JsonIgnore]
    public virtual TimeSpan Patience => TimeSpan.FromSeconds(20);
}
