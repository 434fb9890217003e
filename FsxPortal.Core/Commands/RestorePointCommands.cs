using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Progress;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FsxPortal.Core.Commands;

/// <summary>Holds restore points by hand, and lets them go.</summary>
public sealed class RestorePointCommands(IDbContextFactory<PortalDb> databases, IProgressRelay relay, Clocks clocks, ILogger<RestorePointCommands> log)
{
    /// <summary>Keeps a restore point whatever retention says. A second hold replaces the first.</summary>
    /// <exception cref="InvalidInputException">What is wrong with the wish, or that the point is gone or going.</exception>
    public async Task HoldAsync(Actor actor, Guid id, string? reason, DateTimeOffset? until, CancellationToken cancel)
    {
        actor.DemandOperator("hold restore points");
        var problems = Hold.Validate(reason, until, clocks.Now);
        if (problems.Count > 0)
        {
            throw new InvalidInputException(problems);
        }

        await ChangeAsync(id, new Hold(reason!.Trim(), actor.Name, until), cancel);
        log.LogInformation("The restore point {Id} is held by {Actor}", id, actor.Name);
    }

    /// <summary>Lets retention judge a restore point again.</summary>
    public async Task ReleaseAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        actor.DemandOperator("release restore points");
        await ChangeAsync(id, null, cancel);
        log.LogInformation("The restore point {Id} is released by {Actor}", id, actor.Name);
    }

    private async Task ChangeAsync(Guid id, Hold? hold, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var point = await db.RestorePoints.SingleOrDefaultAsync(point => point.Id == id, cancel)
            ?? throw new NotFoundException("This restore point does not exist.");
        if (hold is not null && !point.IsLive)
        {
            throw new InvalidInputException([new Problem("", $"The restore point can't be held any more: it is {point.State.ToString().ToLowerInvariant()}.")]);
        }

        if (hold is not null && point.DeleteAt is { } end && !(hold.Until <= end))
        {
            throw new InvalidInputException([new Problem("until", $"It was made for a locked vault: AWS deletes it after {end.UtcDateTime:yyyy-MM-dd HH:mm} UTC, and nobody can change that.")]);
        }

        point.Keep(hold);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new StaleVersionException("The restore point changed in the same moment. Look at it again and repeat your wish.");
        }

        relay.Publish([ProgressTopic.FileSystem(point.FileSystemId)]);
    }
}
