using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace ParentClaw.FleetOps.Contracts;

/// <content>Following an operation as it goes on.</content>
public sealed partial class ParentClient
{
    /// <summary>
    /// The looks of an operation, the present one first, the ended one last; ends early where the parent does.
    /// </summary>
    public async IAsyncEnumerable<OperationView> FollowAsync(
        string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, Relative($"v1/operations/{Uri.EscapeDataString(id)}"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        using var answer = await TryAsync(() => _http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, cancellationToken));
        if (answer is not { IsSuccessStatusCode: true })
            yield break;

        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var looks = SseParser
            .Create(body, (_, data) => JsonSerializer.Deserialize(data, ContractJson.Default.OperationView))
            .EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (looks)
        {
            while (await TryAsync(async () => await looks.MoveNextAsync()))
            {
                if (looks.Current.Data is { } look)
                    yield return look;
            }
        }
    }
}
