using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Sessions;

public sealed class SessionEndTests
{
    [Theory]
    [InlineData(SessionState.Succeeded, LogLevel.Success, "Session ended: Succeeded.")]
    [InlineData(SessionState.Failed, LogLevel.Error, "Session ended: Failed.")]
    [InlineData(SessionState.Canceled, LogLevel.Warning, "Session ended: Canceled.")]
    [InlineData(SessionState.Missed, LogLevel.Warning, "Session ended: Missed.")]
    public void An_end_is_written_down_once_in_the_log_and_once_for_the_world_outside(SessionState state, LogLevel level, string text)
    {
        var session = Running();

        var end = session.End(state, null, Some.Now);

        Assert.Equal((state, Some.Now), (session.State, session.EndedAt));
        Assert.Equal((session.Id, level, text), (end.Line.SessionId, end.Line.Level, end.Line.Text));
        Assert.Equal((session.Id, Some.Now), (end.Message.SessionId, end.Message.At));
    }

    [Fact]
    public void A_session_ends_for_the_reason_given_or_for_the_one_it_had()
    {
        var (stopped, failed) = (Running(), Running());
        stopped.RequestStop("Ada", Some.Now);
        failed.RequestStop("Ada", Some.Now);

        Assert.Equal("Session ended: Canceled. Stopped by Ada.", stopped.End(SessionState.Canceled, null, Some.Now).Line.Text);
        Assert.Equal("Session ended: Failed. AWS is away.", failed.End(SessionState.Failed, "AWS is away.", Some.Now).Line.Text);
    }

    [Fact]
    public void A_session_ends_once()
    {
        var session = Running();
        session.End(SessionState.Succeeded, null, Some.Now);

        Assert.Throws<InvalidOperationException>(() => session.End(SessionState.Failed, "Late.", Some.Now.AddHours(1)));
        Assert.Equal((SessionState.Succeeded, Some.Now), (session.State, session.EndedAt));
    }

    private static Session Running()
    {
        var session = new Session(Guid.CreateVersion7(), SessionType.Policy, SessionTrigger.Manual, Some.Now, "Ada", Some.Now);
        session.Start(Some.Now);
        return session;
    }
}
