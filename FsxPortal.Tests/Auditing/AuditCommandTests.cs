using System.Diagnostics;
using FsxPortal.Core.Persistence;
using FsxPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Auditing;

/// <summary>The command <c>audit verify</c>, of a process of its own over what a portal has left.</summary>
public sealed class AuditCommandTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fsxportal-audit").FullName;
    private AwsFixture _aws = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _aws = await AwsFixture.StartAsync(Cancel);

    public ValueTask DisposeAsync() => _aws.DisposeAsync();

    [Fact]
    public async Task It_says_whether_the_trail_is_whole_and_names_what_does_not_fit()
    {
        await using (var portal = PortalProcess.Start(_folder, _aws.Url))
        {
            using var api = await portal.ConnectAsync(Cancel);
        }

        var key = new FileInfo(Path.Combine(_folder, "audit.key"));
        Assert.Equal((44, UnixFileMode.UserRead | UnixFileMode.UserWrite), (key.Length, key.UnixFileMode));
        var (whole, all) = await RunAsync();
        var end = all.Split("It ends with ")[1].Split('.')[0];
        var number = end.Split(':')[0];
        await TamperAsync("""UPDATE audit_entry SET "Actor" = 'Eve' WHERE "Number" = 2""");
        var (broken, said) = await RunAsync();
        var (cut, missed) = await RunAsync("--noted", $"{int.Parse(number, null) + 2}:0123");
        var (other, refused) = await RunAsync("--Audit:Key=another key, which is long enough too");

        Assert.Equal((0, 1, 1, 1), (whole, broken, cut, other));
        Assert.StartsWith($"The audit trail is whole: {number} entries.", all, StringComparison.Ordinal);
        Assert.Contains("  The entry 2 is not what the portal wrote there", said, StringComparison.Ordinal);
        Assert.Contains("are missing.", missed, StringComparison.Ordinal);
        Assert.Contains("is sealed with another key", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_database_is_none_is_left_behind()
    {
        var (code, said) = await RunAsync();

        Assert.Equal(1, code);
        Assert.Contains("There is no database in", said, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    private async Task TamperAsync(string statement)
    {
        await using var db = new SqlitePortalDb(new DbContextOptionsBuilder<SqlitePortalDb>()
            .UseSqlite(SqliteDatabase.ConnectionString(Path.Combine(_folder, "portal.db"))).Options);
        Assert.Equal(1, await db.Database.ExecuteSqlRawAsync(statement, Cancel));
    }

    private async Task<(int Code, string Said)> RunAsync(params string[] options)
    {
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "FsxPortal.dll"), "audit", "verify", "--data", _folder, .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(Cancel);
        var said = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, said + await error);
    }
}
