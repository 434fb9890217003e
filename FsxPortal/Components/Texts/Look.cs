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
    private static readonly TextTable L = new(typeof(Look));

    /// <summary>A restore point that is somebody else's although its tags say otherwise.</summary>
    public static Look Foreign => new("quiet", L["Foreign"]);

    public static Look Of(SessionState state) => state switch
    {
        SessionState.Pending => new("quiet", L["Pending"]),
        SessionState.Running => new("busy", L["Running"]),
        SessionState.Succeeded => new("good", L["Succeeded"]),
        SessionState.Warning => new("warn", L["Warning"]),
        SessionState.Failed => new("bad", L["Failed"]),
        SessionState.Canceled => new("quiet", L["Canceled"]),
        SessionState.Skipped => new("quiet", L["Skipped"]),
        SessionState.Missed => new("warn", L["Missed"]),
    };

    public static Look Of(TaskState state) => state switch
    {
        TaskState.Pending => new("quiet", L["Pending"]),
        TaskState.Running => new("busy", L["Running"]),
        TaskState.Succeeded => new("good", L["Succeeded"]),
        TaskState.Warning => new("warn", L["Warning"]),
        TaskState.Failed => new("bad", L["Failed"]),
        TaskState.Canceled => new("quiet", L["Canceled"]),
        TaskState.Skipped => new("quiet", L["Skipped"]),
    };

    public static Look Of(FindingState state) => state switch
    {
        FindingState.Ok => new("good", L["Ok"]),
        FindingState.Warning => new("warn", L["LookAtThis"]),
        FindingState.Failed => new("bad", L["Wrong"]),
    };

    public static Look Of(CredentialState state) => state switch
    {
        CredentialState.Good => Of(FindingState.Ok),
        CredentialState.Unconfirmed => Of(FindingState.Warning),
        CredentialState.Refused => Of(FindingState.Failed),
    };

    public static Look Of(ProtectionState state) => state switch
    {
        ProtectionState.Protected => new("good", L["Protected"]),
        ProtectionState.AtRisk => new("warn", L["AtRisk"]),
        ProtectionState.Unprotected => new("bad", L["Unprotected"]),
        ProtectionState.Unsupported => new("quiet", L["Unsupported"]),
    };

    public static Look Of(RestorePointState state) => state switch
    {
        RestorePointState.Creating => new("busy", L["Creating"]),
        RestorePointState.Available => new("good", L["Available"]),
        RestorePointState.Suspect => new("warn", L["Suspect"]),
        RestorePointState.Missing => new("bad", L["Missing"]),
        RestorePointState.Deleting => new("quiet", L["Deleting"]),
        RestorePointState.DeleteFailed => new("bad", L["DeleteFailed"]),
        RestorePointState.Deleted => new("quiet", L["Deleted"]),
        RestorePointState.Expired => new("bad", L["Expired"]),
        RestorePointState.Partial => new("bad", L["Partial"]),
    };

    public static Look Of(LogLevel level) => level switch
    {
        LogLevel.Success => new("good", L["Success"]),
        LogLevel.Warning => new("warn", L["Warning"]),
        LogLevel.Error => new("bad", L["Error"]),
        LogLevel.Information => new("quiet", L["Information"]),
    };

    /// <summary>What AWS calls a type of file system, in every language.</summary>
    public static string Of(FileSystemType type) => type switch
    {
        FileSystemType.Windows => "Windows File Server",
        FileSystemType.Lustre => "Lustre",
        FileSystemType.OpenZfs => "OpenZFS",
        FileSystemType.Ontap => "NetApp ONTAP",
    };
}
