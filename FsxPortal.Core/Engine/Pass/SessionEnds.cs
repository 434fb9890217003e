using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Progress;
using FsxPortal.Core.Telemetry;
using Microsoft.Extensions.Logging;

namespace FsxPortal.Core.Engine.Pass;

/// <summary>Ends sessions, of whatever type and for whatever reason: there is no other way.</summary>
public sealed class SessionEnds(IProgressRelay relay, Clocks clocks, ILogger<SessionEnds> log)
{
    /// <summary>Ends a session in the caller's transaction, with the last line of its log and a message for the world outside.</summary>
    public void End(PortalDb db, Session session, SessionState state, string? reason)
    {
        var end = session.End(state, reason, clocks.Now);
        db.Log.Add(end.Line);
        db.Outbox.Add(end.Message);
    }

    /// <summary>Counts and tells what has ended in a context, once that is committed.</summary>
    public void Tell(PortalDb db)
    {
        foreach (var message in db.Outbox.Local)
        {
            var session = db.Sessions.Local.FindEntry(message.SessionId)!.Entity;
            PortalMeter.SessionEnded(session.Type.ToString(), session.State.ToString());
            using (PortalTrace.Begin(log, "Session ended", session.Id, null))
            {
                log.LogInformation("Session ended: {State}", session.State);
            }

            relay.Publish([ProgressTopic.Session(session.Id), ProgressTopic.Sessions]);
        }
    }
}
