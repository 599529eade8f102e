using System.Globalization;
using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Arm;

/// <summary>Long lists come in pages, each with the absolute address of the next.</summary>
internal static class Paging
{
    private const int PageSize = 200;

    /// <summary>The page that the request asks for of <c>{"value":[…]}</c>; anything else as it is.</summary>
    public static JsonNode? Cut(JsonNode? body, ArmRequest request)
    {
        if (body is not JsonObject { Count: 1 } list || list["value"] is not JsonArray all)
            return body;
        var from = int.TryParse(request.Query.GetValueOrDefault("$skiptoken"), CultureInfo.InvariantCulture, out var at)
            ? at
            : 0;
        if (from == 0 && all.Count <= PageSize)
            return body;
        var page = new JsonObject
        {
            ["value"] = new JsonArray([.. all.Skip(from).Take(PageSize).Select(r => r!.DeepClone())]),
        };
        if (from + PageSize < all.Count)
            page["nextLink"] = NextLink(request, from + PageSize);
        return page;
    }

    private static string NextLink(ArmRequest request, int from)
    {
        var query = request.Query.Where(q => q.Key != "$skiptoken")
            .Select(q => $"{q.Key}={Uri.EscapeDataString(q.Value)}")
            .Append($"$skiptoken={from}");
        return $"{Region.PublicEndpoint}{request.Path}?{string.Join('&', query)}";
    }
}
