using System.Collections.Immutable;
using ParentClaw.FleetOps.Commands;
using ParentClaw.ParentBot.Rendering;

namespace ParentClaw.ParentBot.Tests.Alerting;

/// <summary>
/// What members have in their chats, as <see cref="IMemberPost"/> promises it; lives on when the process dies.
/// </summary>
internal sealed class RecordedPost : IMemberPost
{
    private readonly TextRenderer _renderer = new(columns: null, label: null);
    private readonly Dictionary<(string Member, string Key), string> _shown = [];
    private readonly HashSet<string> _last = [];

    /// <summary>Dies before (true) or after (false) the next call; null for not at all.</summary>
    public bool? DiesBefore { get; set; }

    /// <summary>Every change of what somebody sees, in order: who, which card, whether it was a new message.</summary>
    public List<(string Member, string Key, bool IsNew)> Changes { get; } = [];

    /// <summary>The keys a member has messages of.</summary>
    public ImmutableList<string> Keys(string member) =>
        [.. _shown.Keys.Where(shown => shown.Member == member).Select(shown => shown.Key)];

    /// <summary>What a card looks like to a member, or null.</summary>
    public string? Look(string member, string key) => _shown.GetValueOrDefault((member, key));

    /// <summary>Whether a card had its last look.</summary>
    public bool IsLast(string key) => _last.Contains(key);

    /// <inheritdoc/>
    public Task ShowAsync(
        string key, IReadOnlyList<string> members, Reply look, bool isLast, CancellationToken cancellationToken) =>
        Acting(() =>
        {
            foreach (var member in members)
                Put(member, key, _renderer.Render(look));
            if (isLast)
                _last.Add(key);
            else
                _last.Remove(key);
        });

    /// <inheritdoc/>
    public Task SendAsync(
        string key, IReadOnlyList<string> members, Reply content, CancellationToken cancellationToken) =>
        Acting(() =>
        {
            foreach (var member in members.Where(member => !_shown.ContainsKey((member, key))))
                Put(member, key, _renderer.Render(content));
        });

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListShownAsync(string keyPrefix, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>(
        [
            .. _shown.Keys.Select(shown => shown.Key).Distinct()
                .Where(key => key.StartsWith(keyPrefix, StringComparison.Ordinal) && !_last.Contains(key)),
        ]);

    private Task Acting(Action act)
    {
        var dies = DiesBefore;
        DiesBefore = null;
        if (dies != true)
            act();
        return dies is null ? Task.CompletedTask : Task.FromException(new ProcessDiedException());
    }

    private void Put(string member, string key, string text)
    {
        var isNew = !_shown.TryGetValue((member, key), out var before);
        if (before == text)
            return;

        _shown[(member, key)] = text;
        Changes.Add((member, key, isNew));
    }
}
