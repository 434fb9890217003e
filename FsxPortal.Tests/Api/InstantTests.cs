using FsxPortal.Core.Domain.Chains;
using FsxPortal.Tests.Queries;
using FsxPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Api;

/// <summary>Values that no calendar and no list can hold, and instants that name no offset.</summary>
public sealed class InstantTests : ApiTests
{
    [StoreTheory]
    [InlineData("/file-systems/{0}/timeline?to=0001-01-01", "to")]
    [InlineData("/file-systems/{0}/timeline?to=0001-06-01T00:00:00Z", "to")]
    [InlineData("/file-systems/{0}/timeline?to=0001-01-01T00:00:00%2B14:00", "to")]
    [InlineData("/file-systems/{0}/timeline?from=9999-12-31T23:59:59-14:00", "from")]
    [InlineData("/file-systems/{0}/timeline?from=10000-01-01", "from")]
    [InlineData("/file-systems/{0}/timeline?from=12:00", "from")]
    [InlineData("/file-systems/{0}/timeline?to=01/02/2026", "to")]
    [InlineData("/restore-points?from=-1", "from")]
    [InlineData("/restore-points?to=1969-12-31T23:59:59Z", "to")]
    [InlineData("/restore-points?pastEnd=perhaps", "pastEnd")]
    [InlineData("/restore-points?kind=99", "kind")]
    [InlineData("/restore-points?limit=99999999999999999999", "limit")]
    [InlineData("/sessions?limit=-1", "limit")]
    [InlineData("/policies?fileSystemId=1", "fileSystemId")]
    [InlineData("/policies?cursor=AAAA", "cursor")]
    public async Task What_nobody_can_mean_is_refused_with_a_sentence(string path, string parameter)
    {
        var fileSystem = Rows.FileSystem("ant");
        await Database.AddAsync(fileSystem);

        var problem = await ProblemAsync(
            await SendAsync(HttpMethod.Get, string.Format(System.Globalization.CultureInfo.InvariantCulture, path, fileSystem.Id)), 400);

        Assert.Equal([parameter], Members(problem["errors"]));
        Assert.EndsWith(".", (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [StoreTheory]
    [InlineData("from=1970-01-01&to=9999-12-31T23:59:59Z", 1)]
    [InlineData("from=2026-03-18", 1)]
    [InlineData("from=2026-03-18T06:03", 1)]
    [InlineData("from=2026-03-18T06:03:00.0000001", 0)]
    [InlineData("from=2026-03-18T08:03:00%2B02:00", 1)]
    [InlineData("from=2026-03-18T08:04:00%2B02:00", 0)]
    public async Task An_instant_without_an_offset_is_utc(string span, int points)
    {
        var fileSystem = Rows.FileSystem("ant");
        await Database.AddAsync(fileSystem, Rows.Point(fileSystem, Rows.Now.AddHours(-6)));

        Assert.Equal(points, (await GetAsync($"/file-systems/{fileSystem.Id}/timeline?{span}"))["items"]!.AsArray().Count);
        Assert.Equal(points, (await GetAsync($"/restore-points?{span}"))["items"]!.AsArray().Count);
    }

    [StoreTheory]
    [InlineData("2026-06-01", "2026-06-01T00:00:00Z")]
    [InlineData("2026-06-01T12:00", "2026-06-01T12:00:00Z")]
    [InlineData("2026-06-01T12:00:00+02:00", "2026-06-01T10:00:00Z")]
    public async Task A_body_is_read_as_an_address_is(string until, string expected)
    {
        var point = await PointAsync();

        await JsonAsync(await SendAsync(HttpMethod.Put, $"/restore-points/{point.Id}/hold", new { reason = "A court case.", until }), 200);

        await using var db = Database.CreateDbContext();
        Assert.Equal(
            DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
            (await db.RestorePoints.SingleAsync(Cancel)).Hold!.Until);
    }

    [StoreTheory]
    [InlineData("soon")]
    [InlineData("0001-01-01T00:00:00Z")]
    public async Task A_body_with_an_impossible_instant_is_refused_with_a_sentence(string until)
    {
        var point = await PointAsync();

        var problem = await ProblemAsync(
            await SendAsync(HttpMethod.Put, $"/restore-points/{point.Id}/hold", new { reason = "A court case.", until }), 400);

        Assert.Contains($"'{until}' is", (string)problem["errors"]!["until"]![0]!, StringComparison.Ordinal);
    }

    private async Task<RestorePoint> PointAsync()
    {
        var fileSystem = Rows.FileSystem("ant");
        var point = Rows.Point(fileSystem, Rows.Now.AddHours(-6));
        await Database.AddAsync(fileSystem, point);
        return point;
    }
}
