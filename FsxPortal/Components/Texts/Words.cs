using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Queries.Views;

namespace FsxPortal.Components.Texts;

/// <summary>What several pages say in the same words.</summary>
public static class Words
{
    /// <summary>Who or what set a session off.</summary>
    public static string Trigger(SessionView session) => session.Trigger switch
    {
        SessionTrigger.Schedule => "Schedule",
        SessionTrigger.Manual => session.Actor,
        SessionTrigger.CatchUp => "Catch-up after downtime",
    };

    /// <summary>How the tasks of an ended session ended.</summary>
    public static string Outcome(TaskCounts counts)
    {
        (int Count, string Word)[] parts =
        [
            (counts.Failed, "failed"), (counts.Warning, "with a warning"), (counts.Canceled, "canceled"), (counts.Skipped, "skipped"),
        ];
        return counts.Total == 0
            ? "–"
            : string.Join(", ", parts.Where(part => part.Count > 0).Select(part => $"{part.Count} {part.Word}").Prepend($"{counts.Succeeded} of {counts.Total} done"));
    }

    /// <summary>What a task does now, where its state does not say it.</summary>
    public static string? Step(TaskView task) => task.Step switch
    {
        TaskStep.Waiting => "waiting",
        TaskStep.BackingUp => "backing up",
        TaskStep.Copying => "copying",
        TaskStep.Recording => "recording",
        TaskStep.Retaining => "applying retention",
        TaskStep.Restoring => "restoring",
        TaskStep.Done => null,
    };

    /// <summary>What a state of protection means.</summary>
    public static string Meaning(ProtectionState state) => state switch
    {
        ProtectionState.Protected => "have what their policy asks for",
        ProtectionState.AtRisk => "have a policy, but lack a good backup or copy",
        ProtectionState.Unprotected => "belong to no enabled policy",
        ProtectionState.Unsupported => "cannot be backed up by AWS Backup",
    };

    /// <summary>The directory of a Windows file system.</summary>
    public static string Of(ActiveDirectoryKind kind) => kind switch
    {
        ActiveDirectoryKind.None => "none",
        ActiveDirectoryKind.Managed => "AWS Managed Microsoft AD",
        ActiveDirectoryKind.SelfManaged => "self-managed",
    };

    /// <summary>The long names of flags D, W, M and Y.</summary>
    public static string Flag(string flag) => flag switch
    {
        "D" => "Daily",
        "W" => "Weekly",
        "M" => "Monthly",
        "Y" => "Yearly",
        _ => flag,
    };

    /// <summary>How far an instant is away: negative is past.</summary>
    public static string Age(TimeSpan away) => away.Duration() switch
    {
        { TotalSeconds: < 45 } => away <= TimeSpan.Zero ? "just now" : "in a moment",
        { TotalMinutes: < 90 } span => Away(away, $"{Math.Max(1, (int)Math.Round(span.TotalMinutes))} min"),
        { TotalHours: < 36 } span => Away(away, $"{(int)Math.Round(span.TotalHours)} h"),
        { TotalDays: < 60 } span => Away(away, $"{(int)Math.Round(span.TotalDays)} days"),
        { TotalDays: < 730 } span => Away(away, $"{(int)Math.Round(span.TotalDays / 30.4)} months"),
        var span => Away(away, $"{(int)Math.Round(span.TotalDays / 365.25)} years"),
    };

    private static string Away(TimeSpan away, string span) => away < TimeSpan.Zero ? $"{span} ago" : $"in {span}";

    /// <summary>The schedule of a policy in a line.</summary>
    public static string Schedule(PolicyDocument document) => document.Schedule is null or { Flags: GfsFlags.None }
        ? ScheduleWords.When(null)
        : $"{ScheduleWords.When(document.Schedule)} ({document.TimeZone})";
}
