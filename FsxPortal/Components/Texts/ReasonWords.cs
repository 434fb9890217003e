using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Domain.Scheduling;

namespace FsxPortal.Components.Texts;

/// <summary>Why restore points stay, in words, with instants as the visitor's clock shows them.</summary>
public static class ReasonWords
{
    private static readonly TextTable L = new(typeof(ReasonWords));

    /// <summary>All reasons of a restore point, in a line.</summary>
    public static string Of(IEnumerable<KeepReason> reasons, LocalTime local) =>
        string.Join("; ", reasons.Select(reason => Of(reason, local)));

    /// <summary>One reason.</summary>
    public static string Of(KeepReason reason, LocalTime local) => reason.Kind switch
    {
        KeepKind.Flag when reason.Until is { } until => L["FlagUntil", FlagOf(reason), local.Moment(until)],
        KeepKind.Flag => L["FlagForEver", FlagOf(reason)],
        KeepKind.Newest => L["Newest"],
        KeepKind.InUse => L["InUse"],
        KeepKind.CopyPending => L["CopyPending"],
        KeepKind.ChainFrozen => L["ChainFrozen", Of(reason.Freeze!, local)],
        KeepKind.Held when reason.Until is { } until => L["HeldUntil", local.Moment(until), reason.Detail],
        KeepKind.Held => L["Held", reason.Detail],
        KeepKind.Locked when reason.Until is { } until => L["LockedUntil", local.Moment(until)],
        KeepKind.Locked => L["Locked"],
        KeepKind.ApprovalPending => L["ApprovalPending"],
        KeepKind.NoRules => L["NoRules"],
    };

    /// <summary>What a frozen chain waits for.</summary>
    public static string Of(Freeze freeze, LocalTime local) =>
        $"{CauseOf(freeze.Cause, local.Moment(freeze.Since))} {local.Tell(freeze.Detail ?? "")}".TrimEnd();

    private static string CauseOf(FreezeCause cause, string since) => cause switch
    {
        FreezeCause.Failed or FreezeCause.Quota => L["RunFailed", since],
        FreezeCause.Skipped => L["RunSkipped", since],
        FreezeCause.Canceled => L["RunCanceled", since],
        FreezeCause.Missed => L["RunMissed", since],
        FreezeCause.Due => L["PointDue", since],
        FreezeCause.Late => L["PointLate", since],
    };

    private static string FlagOf(KeepReason reason) => Words.Flag(reason.Flag.ToLetters()[0]);
}
