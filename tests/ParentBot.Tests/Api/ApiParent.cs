using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Configuration;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Api;

/// <summary>A whole parent with machines on paper, in this process, spoken to over its real socket.</summary>
public sealed class ApiParent : IAsyncLifetime
{
    private readonly TempFolder _own = new();
    private readonly HttpClient _http;
    private ParentLock? _held;
    private IHost? _host;

    public ApiParent() => _http = new HttpClient(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectCallback = async (_, stop) => new NetworkStream(await ConnectAsync(stop), ownsSocket: true),
    })
    { BaseAddress = new Uri("http://parent/") };

    /// <summary>Settings beyond the usual ones.</summary>
    internal string[] Settings { get; set; } = [];

    internal TimeProvider Time { get; set; } = TimeProvider.System;

    internal string Folder => _own["data"];

    internal string Socket => ApiSocket.Of(Folder, Environment.GetEnvironmentVariable);

    public async Task InitializeAsync()
    {
        var configuration = FleetConfiguration.Read(
            AppContext.BaseDirectory,
            ["--Sandbox:Machines=None", "--Sandbox:Speed=0", "--Terminal:Enabled=false", .. Settings],
            KnownKeys.Of(ParentBotBuilder.Assemblies));
        _held = ParentLock.Take(DataFolder.Open(Folder), "test", Time);
        _host = await ParentBotBuilder.BuildAsync(configuration, _held, Time, CancellationToken.None);
        await _host.StartAsync();
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await StopAsync();
        _host?.Dispose();
        _held?.Dispose();
        _own.Dispose();
    }

    internal T Get<T>()
        where T : notnull => _host!.Services.GetRequiredService<T>();

    internal Task StopAsync() => _host?.StopAsync() ?? Task.CompletedTask;

    internal string File(string name) => _own[name];

    /// <summary>Asks, with headers in pairs.</summary>
    internal Task<Answer> GetAsync(string path, params string[] headers) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), headers);

    /// <summary>Sends a body of JSON.</summary>
    internal Task<Answer> PostAsync(string path, string body, params string[] headers) => SendAsync(
        new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        },
        headers);

    internal async Task<Answer> SendAsync(HttpRequestMessage request, params string[] headers)
    {
        using (request)
        {
            for (var at = 0; at < headers.Length; at += 2)
                request.Headers.TryAddWithoutValidation(headers[at], headers[at + 1]).ShouldBeTrue();
            using var response = await _http.SendAsync(request);
            return await Answer.ReadAsync(response);
        }
    }

    /// <summary>The answer while it still comes.</summary>
    internal Task<HttpResponseMessage> OpenAsync(HttpRequestMessage request) =>
        _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

    internal async Task<Socket> ConnectAsync(CancellationToken cancellationToken = default)
    {
        var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await connection.ConnectAsync(new UnixDomainSocketEndPoint(Socket), cancellationToken);
        return connection;
    }

    /// <summary>Sends bytes as they are, and takes what comes until the parent closes.</summary>
    /// <param name="bytes">What is sent.</param>
    /// <param name="ends">Whether nothing more can come, to which Kestrel answers no more either.</param>
    internal async Task<string> SendRawAsync(byte[] bytes, bool ends = false)
    {
        using var connection = await ConnectAsync();
        var heard = new MemoryStream();
        await using var stream = new NetworkStream(connection); // it takes no socket that was half shut
        var sending = SendAllAsync(connection, bytes, ends);
        try
        {
            await stream.CopyToAsync(heard);
        }
        catch (Exception cut) when (cut is IOException or SocketException)
        {
            // What was heard before counts.
        }

        await sending;
        return Encoding.Latin1.GetString(heard.ToArray());
    }

    private static async Task SendAllAsync(Socket connection, byte[] bytes, bool ends)
    {
        try
        {
            await connection.SendAsync(bytes);
            if (ends)
                connection.Shutdown(SocketShutdown.Send);
        }
        catch (Exception cut) when (cut is SocketException or ObjectDisposedException)
        {
            // It was answered before it was heard out.
        }
    }
}
