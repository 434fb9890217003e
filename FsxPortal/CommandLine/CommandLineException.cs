namespace FsxPortal.CommandLine;

/// <summary>A command comes to an end; the message is a plain sentence that says what to do.</summary>
public sealed class CommandLineException(string message, int code = ExitCode.Failed) : Exception(message)
{
    /// <summary>The exit code.</summary>
    public int Code { get; } = code;
}

/// <summary>What pipelines go by.</summary>
public static class ExitCode
{
    /// <summary>There was nothing to do, or it is done.</summary>
    public const int Done = 0;

    /// <summary>The input is wrong, or something failed.</summary>
    public const int Failed = 1;

    /// <summary>A plan has changes.</summary>
    public const int Changes = 2;

    /// <summary>The portal is no longer what the plan was made of.</summary>
    public const int Outdated = 3;

    /// <summary>Some of it waits in the portal for a second person; the rest is done.</summary>
    public const int Waits = 4;
}
