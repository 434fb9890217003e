using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Sessions;
using LogLevel = FsxPortal.Core.Domain.Sessions.LogLevel;

namespace FsxPortal.Components.Texts;

/// <summary>How good or bad something is, and its word.</summary>
/// <param name="Tone">Part of a CSS class: good, busy, warn, bad or quiet.</param>
/// <param name="Word">What is written; colour alone says nothing to many people.</param>
public sealed record Look(string Tone, string Word)
{
    /// <summary>A restore point that is somebody else's although its tags say otherwise.</summary>
    public static Look Foreign { get; } = new("quiet", "Foreign");

    public static Look Of(SessionState state) => state switch
    {
        SessionState.Pending => new("quiet", "Pending"),
        SessionState.Running => new("busy", "Running"),
        SessionState.Succeeded => new("good", "Succeeded"),
        SessionState.Warning => new("warn", "Warning"),
        SessionState.Failed => new("bad", "Failed"),
        SessionState.Canceled => new("quiet", "Canceled"),
        SessionState.Skipped => new("quiet", "Skipped"),
        SessionState.Missed => new("warn", "Missed"),
    };

    public static Look Of(TaskState state) => state switch
    {
        TaskState.Pending => new("quiet", "Pending"),
        TaskState.Running => new("busy", "Running"),
        TaskState.Succeeded => new("good", "Succeeded"),
        TaskState.Warning => new("warn", "Warning"),
        TaskState.Failed => new("bad", "Failed"),
        TaskState.Canceled => new("quiet", "Canceled"),
        TaskState.Skipped => new("quiet", "Skipped"),
    };

    public static Look Of(FindingState state) => state switch
    {
        FindingState.Ok => new("good", "OK"),
        FindingState.Warning => new("warn", "Look at this"),
        FindingState.Failed => new("bad", "Wrong"),
    };

    public static Look Of(ProtectionState state) => state switch
    {
        ProtectionState.Protected => new("good", "Protected"),
        ProtectionState.AtRisk => new("warn", "At risk"),
        ProtectionState.Unprotected => new("bad", "Unprotected"),
        ProtectionState.Unsupported => new("quiet", "Unsupported"),
    };

    public static Look Of(RestorePointState state) => state switch
    {
        RestorePointState.Creating => new("busy", "Creating"),
        RestorePointState.Available => new("good", "Available"),
        RestorePointState.Suspect => new("warn", "Suspect"),
        RestorePointState.Missing => new("bad", "Missing"),
        RestorePointState.Deleting => new("quiet", "Deleting"),
        RestorePointState.DeleteFailed => new("bad", "Delete failed"),
        RestorePointState.Deleted => new("quiet", "Deleted"),
    };

    public static Look Of(LogLevel level) => level switch
    {
        LogLevel.Success => new("good", "Success"),
        LogLevel.Warning => new("warn", "Warning"),
        LogLevel.Error => new("bad", "Error"),
        LogLevel.Information => new("quiet", "Information"),
    };

    public static string Of(FileSystemType type) => type switch
    {
        FileSystemType.Windows => "Windows File Server",
        FileSystemType.Lustre => "Lustre",
        FileSystemType.OpenZfs => "OpenZFS",
        FileSystemType.Ontap => "NetApp ONTAP",
    };
}
