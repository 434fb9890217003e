using FsxPortal.Core.Domain.Sessions;

namespace FsxPortal.Tests.Domain.Sessions;

public sealed class SessionOutcomeTests
{
    [Theory]
    [InlineData(SessionState.Succeeded, null, TaskState.Succeeded, TaskState.Succeeded)]
    [InlineData(SessionState.Succeeded, null, TaskState.Succeeded, TaskState.Skipped)]
    [InlineData(SessionState.Succeeded, null)]
    [InlineData(SessionState.Warning, "1 of 2 file systems were backed up with warnings.", TaskState.Warning, TaskState.Succeeded)]
    [InlineData(SessionState.Canceled, null, TaskState.Canceled, TaskState.Warning)]
    [InlineData(
        SessionState.Failed, "2 of 4 file systems failed.", TaskState.Failed, TaskState.Failed, TaskState.Canceled, TaskState.Warning)]
    public void A_session_ends_as_its_worst_task(SessionState expected, string? reason, params TaskState[] tasks) =>
        Assert.Equal((expected, reason), SessionOutcome.Of(tasks));
}
