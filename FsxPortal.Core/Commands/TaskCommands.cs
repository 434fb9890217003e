using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Core.Engine.Protection;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Progress;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using LogLevel = FsxPortal.Core.Domain.Sessions.LogLevel;

namespace FsxPortal.Core.Commands;

/// <summary>Changes what a session does to one file system.</summary>
public sealed class TaskCommands(CommandDesk desk, Clocks clocks, ILogger<TaskCommands> log)
{
    /// <summary>Ends the wait for what AWS does not end: the file system takes part in the next run again.</summary>
    /// <exception cref="InvalidInputException">The task is over, or AWS is still within its time.</exception>
    public Task LetGoAsync(Actor actor, Guid sessionId, Guid taskId, CancellationToken cancel) =>
        desk.RunAsync(actor, CommandKind.LetGoTask, async db =>
    {
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(session => session.Id == sessionId, cancel);
        var task = await db.Tasks.SingleOrDefaultAsync(task => task.Id == taskId && task.SessionId == sessionId, cancel);
        if (session is null || task is null)
        {
            throw new NotFoundException("This session has no such task.");
        }

        if ((task.IsOpen ? JobDeadlines.RefusalToLetGo(task.WaitsSince, session.IsOpen, clocks.Now)
            : $"The task has already ended ({task.State}).") is { } refusal)
        {
            throw new InvalidInputException([new Problem("", refusal)]);
        }

        var before = AuditJson.Of(new { task.ResourceArn, task.State, task.Step });
        task.Abandon(JobDeadlines.LetGo(actor.Name), clocks.Now);
        db.Log.Add(await LineAsync(db, task, cancel));
        await db.SaveChangesAsync(cancel);
        await ProtectionBook.RefreshAsync(db, [task.FileSystemId], cancel);
        return new Outcome<Guid>(
            taskId, SessionCommands.SubjectOf(session), ProgressTopic.Session(sessionId), ProgressTopic.Sessions,
            ProgressTopic.FileSystem(task.FileSystemId))
        {
            Before = before,
            After = AuditJson.Of(new { task.ResourceArn, task.State, task.Step }),
            Committed = () => log.LogInformation("The task {Task} is let go by {Actor}", taskId, actor.Name),
        };
    }, cancel);

    private async Task<LogEntry> LineAsync(PortalDb db, WorkItem task, CancellationToken cancel)
    {
        var name = await db.FileSystems.Where(row => row.Id == task.FileSystemId).Select(row => row.Name).SingleOrDefaultAsync(cancel);
        return new LogEntry(task.SessionId, task.Id, clocks.Now, LogLevel.Warning, $"{name ?? task.ResourceArn}: {task.Reason}");
    }
}
