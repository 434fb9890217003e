using FsxPortal.Core.Domain.Retention;
using FsxPortal.Core.Engine.Pass;
using Microsoft.EntityFrameworkCore;
using LogLevel = FsxPortal.Core.Domain.Sessions.LogLevel;

namespace FsxPortal.Core.Engine.Retention;

/// <summary>Ends what asks for a chain to be judged, and lets the task go on that waits for it.</summary>
internal static class RequestEnds
{
    /// <summary>Ends a request; the caller saves.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="problem">Why nothing was deleted; none if that was not wanted, or was decided.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task EndAsync(LanePass pass, RetentionRequest request, string? problem, CancellationToken cancel)
    {
        if (problem is not null)
        {
            pass.Log(
                request.SessionId, request.TaskId, LogLevel.Warning,
                $"{pass.NameOf(request.FileSystemId)}: nothing was deleted. {problem}");
        }

        request.Complete(pass.Now, problem);
        if (request.TaskId is { } taskId)
        {
            pass.Seen.OpenRetention[taskId] = pass.Seen.OpenRetention.GetValueOrDefault(taskId) - 1;

            // The task may wait in another lane, that of its file system.
            pass.Wake(await pass.Db.Tasks.Where(task => task.Id == taskId).Select(task => task.Lane).SingleAsync(cancel));
        }
    }
}
