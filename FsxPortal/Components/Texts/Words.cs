using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Queries.Views;

namespace FsxPortal.Components.Texts;

/// <summary>What several pages say in the same words.</summary>
public static class Words
{
    private static readonly TextTable L = new(typeof(Words));

    /// <summary>Who or what set a session off.</summary>
    public static string Trigger(SessionView session) => session.Trigger switch
    {
        SessionTrigger.Schedule => L["Schedule"],
        SessionTrigger.Manual => session.Actor,
        SessionTrigger.CatchUp => L["CatchUp"],
    };

    /// <summary>How the tasks of an ended session ended.</summary>
    public static string Outcome(TaskCounts counts)
    {
        (int Count, string Text)[] parts = [(counts.Failed, L["Failed", counts.Failed]), (counts.Warning, L["Warned", counts.Warning]),
            (counts.Canceled, L["Canceled", counts.Canceled]), (counts.Skipped, L["Skipped", counts.Skipped])];
        return counts.Total == 0 ? "–"
            : string.Join(
                ", ", parts.Where(part => part.Count > 0).Select(part => part.Text).Prepend(L["Done", counts.Succeeded, counts.Total]));
    }

    /// <summary>What a task does now, where its state does not say it.</summary>
    public static string? Step(TaskView task) => task.Step switch
    {
        TaskStep.Waiting => L["Waiting"],
        TaskStep.BackingUp => L["BackingUp"],
        TaskStep.Copying => L["Copying"],
        TaskStep.Recording => L["Recording"],
        TaskStep.Retaining => L["Retaining"],
        TaskStep.Restoring => L["Restoring"],
        TaskStep.Done => null,
    };

    /// <summary>What a state of protection means.</summary>
    public static string Meaning(ProtectionState state) => state switch
    {
        ProtectionState.Protected => L["Protected"],
        ProtectionState.AtRisk => L["AtRisk"],
        ProtectionState.Unprotected => L["Unprotected"],
        ProtectionState.Unsupported => L["Unsupported"],
    };

    /// <summary>The directory of a Windows file system.</summary>
    public static string Of(ActiveDirectoryKind kind) => kind switch
    {
        ActiveDirectoryKind.None => L["NoDirectory"],
        ActiveDirectoryKind.Managed => L["ManagedDirectory"],
        ActiveDirectoryKind.SelfManaged => L["SelfManaged"],
    };

    /// <summary>The long names of flags D, W, M and Y.</summary>
    public static string Flag(string flag) => flag switch
    {
        "D" => L["Daily"],
        "W" => L["Weekly"],
        "M" => L["Monthly"],
        "Y" => L["Yearly"],
        _ => flag,
    };

    /// <summary>How far an instant is away: negative is past.</summary>
    public static string Age(TimeSpan away) => away.Duration() switch
    {
        { TotalSeconds: < 45 } => away <= TimeSpan.Zero ? L["JustNow"] : L["InAMoment"],
        { TotalMinutes: < 90 } span => Away(away, L["Minutes", Math.Max(1, (int)Math.Round(span.TotalMinutes))]),
        { TotalHours: < 36 } span => Away(away, L["Hours", (int)Math.Round(span.TotalHours)]),
        { TotalDays: < 60 } span => Away(away, L["Days", (int)Math.Round(span.TotalDays)]),
        { TotalDays: < 730 } span => Away(away, L["Months", (int)Math.Round(span.TotalDays / 30.4)]),
        var span => Away(away, L["Years", (int)Math.Round(span.TotalDays / 365.25)]),
    };

    private static string Away(TimeSpan away, string span) => away < TimeSpan.Zero ? L["Ago", span] : L["In", span];

    /// <summary>The schedule of a policy in a line.</summary>
    public static string Schedule(PolicyDocument document) => document.Schedule is null or { Flags: GfsFlags.None }
        ? ScheduleWords.When(null)
        : $"{ScheduleWords.When(document.Schedule)} ({document.TimeZone})";
}
