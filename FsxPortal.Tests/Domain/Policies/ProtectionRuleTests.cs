using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Domain.Policies;
using FsxPortal.Tests.Queries;

namespace FsxPortal.Tests.Domain.Policies;

public sealed class ProtectionRuleTests
{
    private static readonly DateTimeOffset Now = Rows.Now;

    [Fact]
    public void What_AWS_cannot_back_up_is_unsupported_whoever_owns_it()
    {
        var scratch = Rows.FileSystem("ant", FileSystemType.Lustre, "SCRATCH_2");

        var verdict = ProtectionRule.Judge(scratch, Of(Rows.Policy(), Now));

        Assert.Equal(
            (ProtectionState.Unsupported, "AWS Backup does not support Lustre scratch file systems."), (verdict.State, verdict.Reason));
    }

    [Fact]
    public void Without_a_policy_that_runs_nothing_is_protected()
    {
        var fileSystem = Rows.FileSystem("ant");

        Assert.Equal(
            (ProtectionState.Unprotected, "No policy covers it."),
            Of(ProtectionRule.Judge(fileSystem, new ProtectionEvidence { LastBackupAt = Now })));
        Assert.Equal(
            (ProtectionState.Unprotected, "Its policy 'Daily' is disabled."),
            Of(ProtectionRule.Judge(fileSystem, Of(Rows.Policy(enabled: false), Now))));
    }

    [Fact]
    public void What_AWS_no_longer_lists_is_unprotected()
    {
        var fileSystem = Rows.FileSystem("ant");
        fileSystem.Miss(Now);

        Assert.Equal(ProtectionState.Unprotected, ProtectionRule.Judge(fileSystem, Of(Rows.Policy(), Now)).State);
    }

    // At noon the last due run is of 6:00 and may be late; the one before, of 18:00 yesterday, has to be there.
    [Theory]
    [InlineData(-18, ProtectionState.Protected)]
    [InlineData(-19, ProtectionState.AtRisk)]
    public void A_backup_may_lag_one_run_behind(int hours, ProtectionState expected) =>
        Assert.Equal(expected, Judge(Of(Rows.Policy(), Now.AddHours(hours))).StateAt(Now));

    [Fact]
    public void A_late_backup_says_how_late()
    {
        Assert.Equal(
            "The last backup is of 2026-03-16 12:00 UTC, older than the run due at 2026-03-16 18:00 UTC.",
            Judge(Of(Rows.Policy(), Now.AddDays(-2))).Reason);
        Assert.Equal("There is no backup yet.", Judge(Of(Rows.Policy(), null)).Reason);
    }

    [Fact]
    public void A_verdict_says_when_it_changes_by_itself()
    {
        var verdict = Judge(Of(Rows.Policy(), Now.AddHours(-18)));

        Assert.Equal(ProtectionState.Protected, verdict.StateAt(Now.AddHours(6).AddTicks(-1)));
        Assert.Equal(ProtectionState.AtRisk, verdict.StateAt(Now.AddHours(6)));
        Assert.Null(verdict.ReasonAt(Now));
        Assert.Equal(
            "The last backup is of 2026-03-17 18:00 UTC, older than the run due at 2026-03-18 06:00 UTC.",
            verdict.ReasonAt(Now.AddHours(6)));
    }

    [Fact]
    public void A_failure_puts_at_risk_with_its_reason()
    {
        var verdict = Judge(Of(Rows.Policy(), Now) with { LastFailure = new("AWS said no.", Now.AddHours(-1)) });

        Assert.Equal((ProtectionState.AtRisk, "The last backup failed: AWS said no."), Of(verdict));
        Assert.Equal(Now.AddHours(-1), verdict.AtRiskFrom);
    }

    [Fact]
    public void A_missed_run_counts_until_a_later_backup_exists()
    {
        var missed = Of(Rows.Policy(), Now.AddHours(-7)) with { MissedSlot = Now.AddHours(-6) };

        Assert.Equal((ProtectionState.AtRisk, "The run of 2026-03-18 06:00 UTC was missed."), Of(Judge(missed)));
        Assert.Equal(ProtectionState.Protected, Judge(missed with { LastBackupAt = Now.AddHours(-5) }).StateAt(Now));
    }

    // Copies are due at 18:00: the last was due yesterday, the one before on the 16th.
    [Theory]
    [InlineData(-42, ProtectionState.Protected)]
    [InlineData(-43, ProtectionState.AtRisk)]
    [InlineData(null, ProtectionState.AtRisk)]
    public void Demanded_copies_have_to_be_as_fresh(int? hours, ProtectionState expected)
    {
        var lastCopy = hours is { } back ? Now.AddHours(back) : (DateTimeOffset?)null;

        Assert.Equal(expected, Judge(Of(Rows.Policy(copies: true), Now) with { LastCopyAt = lastCopy }).StateAt(Now));
        Assert.Equal(ProtectionState.Protected, Judge(Of(Rows.Policy(), Now) with { LastCopyAt = lastCopy }).StateAt(Now));
    }

    [Fact]
    public void A_kind_that_AWS_cannot_copy_needs_none()
    {
        var volume = new FileSystem(
            Rows.NewId(), Guid.Empty, Rows.FileSystem("ant", FileSystemType.Ontap).Facts with { AwsVolumeId = "fsvol-0123456789abcdef0" },
            Now);

        Assert.Equal(ProtectionState.Protected, ProtectionRule.Judge(volume, Of(Rows.Policy(copies: true), Now)).StateAt(Now));
    }

    private static ProtectionVerdict Judge(ProtectionEvidence evidence) => ProtectionRule.Judge(Rows.FileSystem("ant"), evidence);

    private static ProtectionEvidence Of(Policy policy, DateTimeOffset? lastBackup) =>
        new() { Owner = policy, LastBackupAt = lastBackup };

    private static (ProtectionState State, string? Reason) Of(ProtectionVerdict verdict) => (verdict.StateAt(Now), verdict.ReasonAt(Now));
}
