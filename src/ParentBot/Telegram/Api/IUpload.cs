namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>A call that carries a file, so that it goes as a form and not as JSON.</summary>
internal interface IUpload
{
    /// <summary>The parameter that is the file.</summary>
    string Field { get; }

    /// <summary>The file.</summary>
    InputFile File { get; }
}
