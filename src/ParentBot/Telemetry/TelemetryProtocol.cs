namespace ParentClaw.ParentBot.Telemetry;

/// <summary>The two ways of OTLP that are spoken here.</summary>
internal enum TelemetryProtocol
{
    /// <summary>gRPC.</summary>
    Grpc,

    /// <summary>Protocol buffers over plain HTTP.</summary>
    HttpProtobuf,
}
