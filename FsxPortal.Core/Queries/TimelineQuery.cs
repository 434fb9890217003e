using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Chains;
using FsxPortal.Core.Domain.Scheduling;
using FsxPortal.Core.Domain.Timelines;
using FsxPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Core.Queries;

/// <summary>A restore point as a timeline draws it; its details are asked for one by one.</summary>
public sealed record PointMark(
    Guid Id, RestorePointKind Kind, RestorePointState State, string Vault, string Region, DateTimeOffset CreatedAt, DateTimeOffset? Slot,
    long? SizeBytes, bool? Incremental, IReadOnlyList<string> Flags);

/// <summary>Reads the history of a file system, years at a time.</summary>
public sealed class TimelineQuery(ScopedReads reads)
{
    /// <summary>The most marks of one answer: ten years of 24 points a day are more than anybody can see.</summary>
    public const int MostMarks = 100_000;

    /// <summary>The restore points made in a span of time, deleted ones included, the oldest first.</summary>
    /// <returns>None if there is no such file system.</returns>
    public async Task<IReadOnlyList<PointMark>?> ReadAsync(
        Scope scope, Guid fileSystemId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        await using var db = await reads.OpenAsync(scope, Area.FileSystems, cancel);
        if (!await db.FileSystems.AnyAsync(fileSystem => fileSystem.Id == fileSystemId, cancel))
        {
            return null;
        }

        // Every column is in the index that finds the rows.
        var rows = await db.RestorePoints.Where(point =>
            point.FileSystemId == fileSystemId && point.CreatedAt >= from && point.CreatedAt < to)
            .OrderBy(point => point.CreatedAt)
            .Select(point => new
            {
                point.Id,
                point.Kind,
                point.State,
                point.Vault,
                point.Region,
                point.CreatedAt,
                point.Slot,
                point.SizeBytes,
                point.Incremental,
                point.Flags,
            }).Take(MostMarks).ToListAsync(cancel);
        return [.. rows.Select(row => new PointMark(
            row.Id, row.Kind, row.State, row.Vault, row.Region, row.CreatedAt, row.Slot, row.SizeBytes, row.Incremental,
            row.Flags.ToLetters()))];
    }

    /// <summary>What happened in a span of time, with the runs that made no restore point and those to come.</summary>
    /// <returns>None if there is no such file system.</returns>
    public async Task<TimelineHistory?> HistoryAsync(
        Scope scope, Guid fileSystemId, TimelineSpan span, DateTimeOffset now, CancellationToken cancel)
    {
        if (await EveryAsync(scope, fileSystemId, span, cancel) is not { } marks)
        {
            return null;
        }

        await using var db = await reads.OpenAsync(scope, Area.FileSystems, cancel);
        return await new HistoryReader(db, fileSystemId, span).ReadAsync(marks, now, cancel);
    }

    // One answer after the other: however long the history is, its newest marks are not cut off.
    private async Task<List<PointMark>?> EveryAsync(Scope scope, Guid fileSystemId, TimelineSpan span, CancellationToken cancel)
    {
        var marks = new List<PointMark>();
        for (var from = span.From; await ReadAsync(scope, fileSystemId, from, span.To, cancel) is { } answer; from = answer[^1].CreatedAt)
        {
            marks.AddRange(answer);
            if (answer.Count < MostMarks || answer[0].CreatedAt == answer[^1].CreatedAt)
            {
                return marks;
            }

            // The next answer begins with the last instant of this one, as a whole.
            marks.RemoveAll(mark => mark.CreatedAt == answer[^1].CreatedAt);
        }

        return null;
    }
}
