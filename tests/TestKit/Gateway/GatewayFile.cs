namespace ParentClaw.TestKit.Gateway;

/// <summary>The smallest <c>openclaw.json</c> with which the real gateway serves in a test.</summary>
internal static class GatewayFile
{
    /// <summary>Writes one. Its secrets stand in the <c>.env</c> beside it.</summary>
    /// <param name="port">Where the gateway listens.</param>
    /// <param name="home">Its home.</param>
    /// <param name="model">Base address of its model.</param>
    /// <param name="telegram">Address of its Bot API.</param>
    public static string Write(int port, string home, Uri model, Uri telegram) =>
        $$"""
        {
          "gateway": {
            "mode": "local", "bind": "loopback", "port": {{port}},
            "auth": { "mode": "token", "token": "${OPENCLAW_GATEWAY_TOKEN}" }
          },
          "update": { "checkOnStart": false },
          "discovery": { "mdns": { "mode": "off" } },
          "logging": { "file": "{{home}}/gateway.log" },
          "commands": { "ownerAllowFrom": ["telegram:{{RealGateway.Owner}}"] },
          "agents": {
            "defaults": {
              "workspace": "{{home}}/workspace", "skipBootstrap": true, "model": { "primary": "local/echo" }
            }
          },
          "models": {
            "mode": "merge", "catalogRefresh": { "enabled": false },
            "providers": {
              "local": {
                "baseUrl": "{{model}}", "apiKey": "none", "api": "openai-completions",
                "models": [
                  {
                    "id": "echo", "name": "echo", "reasoning": false, "input": ["text"],
                    "cost": { "input": 1, "output": 1, "cacheRead": 0, "cacheWrite": 0 },
                    "contextWindow": 128000, "maxTokens": 4096
                  }
                ]
              }
            }
          },
          "channels": {
            "telegram": {
              "enabled": true, "botToken": "${TELEGRAM_BOT_TOKEN}", "dmPolicy": "pairing",
              "apiRoot": "{{telegram.ToString().TrimEnd('/')}}",
              "network": { "dangerouslyAllowPrivateNetwork": true }
            }
          }
        }
        """;
}
