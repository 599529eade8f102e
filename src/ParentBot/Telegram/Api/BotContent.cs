using System.Net.Http.Headers;
using System.Text.Json;

namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>A call as what is sent: JSON, or a form where it carries a file.</summary>
internal static class BotContent
{
    /// <summary>The body of a call.</summary>
    public static HttpContent Of<TResult>(BotRequest<TResult> request)
    {
        var type = BotJson.Default.GetTypeInfo(request.GetType())
            ?? throw new InvalidOperationException($"{request.GetType().Name} is missing among the types of BotJson.");
        if (request is IUpload upload)
            return Form(JsonSerializer.SerializeToElement(request, type), upload);

        // With its length known beforehand, unlike JsonContent, which is sent in chunks.
        var json = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request, type));
        json.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return json;
    }

    private static MultipartFormDataContent Form(JsonElement parameters, IUpload upload)
    {
        var form = new MultipartFormDataContent();
        foreach (var parameter in parameters.EnumerateObject())
        {
            // A text stands there as it is; anything else is JSON.
            form.Add(new StringContent(parameter.Value.ToString()), parameter.Name);
        }

        var file = new ReadOnlyMemoryContent(upload.File.Content);
        file.Headers.ContentType = MediaTypeHeaderValue.Parse(upload.File.MimeType);
        form.Add(file, upload.Field, upload.File.Name);
        return form;
    }
}
