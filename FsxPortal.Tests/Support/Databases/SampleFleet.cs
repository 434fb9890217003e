using FsxPortal.Core.Domain.Inventory;
using Npgsql;

namespace FsxPortal.Tests.Support.Databases;

/// <summary>A fleet with years of restore points, made inside PostgreSQL because no other way is quick enough.</summary>
public static class SampleFleet
{
    /// <summary>The last instant of its history.</summary>
    public static readonly DateTimeOffset End = new(2026, 3, 18, 12, 0, 0, TimeSpan.Zero);

    private const string Account = "111122223333";

    /// <summary>The file systems, as rows.</summary>
    public static IEnumerable<FileSystem> FileSystems(int count) =>
        Enumerable.Range(0, count).Select(n => new FileSystem(IdOf(n), Guid.Empty, new FileSystemFacts
        {
            Arn = $"arn:aws:fsx:eu-central-1:{Account}:file-system/fs-{n:x17}",
            AwsFileSystemId = $"fs-{n:x17}",
            Name = $"share-{n:00000}",
            Type = FileSystemType.Windows,
            Deployment = "MULTI_AZ_1",
            Lifecycle = "AVAILABLE",
            StorageGiB = 1024,
        }, End));

    /// <summary>The id of a file system.</summary>
    public static Guid IdOf(int number) => new($"00000000-0000-7000-8000-{number:x12}");

    /// <summary>Adds <paramref name="days"/> backups and as many copies to each file
    /// system, in the order in which time would have brought them.</summary>
    /// <param name="database">Where they go.</param>
    /// <param name="fileSystems">How many file systems there are.</param>
    /// <param name="days">How many days each has.</param>
    /// <param name="policy">Who made them; nobody if none.</param>
    public static async Task AddPointsAsync(NpgsqlDataSource database, int fileSystems, int days, Guid? policy = null)
    {
        await ExecuteAsync(database, $"""
            INSERT INTO restore_point ("Id", "Arn", "Kind", "State", "FileSystemId", "VaultArn", "Vault", "AwsAccount", "Region", "Slot", "CreatedAt",
                "CompletedAt", "SizeBytes", "Incremental", "Sequence", "Flags", "Rules", "EndsAt", "PolicyId")
            SELECT gen_random_uuid(), 'arn:aws:fsx:' || region || ':{Account}:backup/backup-' || lpad(to_hex(day), 6, '0') || lpad(to_hex(fs), 10, '0') || left(kind, 1),
                kind, 'Available', ('00000000-0000-7000-8000-' || lpad(to_hex(fs), 12, '0'))::uuid,
                'arn:aws:backup:' || region || ':{Account}:backup-vault:' || vault, vault, '{Account}', region,
                at, at + 1800000000, at + 9000000000, 1099511627776, day > 0, day, 1, '{JsonOf(Rules)}', at + {365 * TimeSpan.TicksPerDay}, {(policy is { } id ? $"'{id}'::uuid" : "NULL::uuid")}
            FROM (SELECT day, fs, kind, region, vault, {End.UtcTicks}::bigint - ({days} - day)::bigint * {TimeSpan.TicksPerDay} + fs AS at
                  FROM generate_series(0, {days - 1}) AS day, generate_series(0, {fileSystems - 1}) AS fs,
                       (VALUES ('Backup', 'eu-central-1', 'portal-vault'), ('Copy', 'eu-west-1', 'portal-copies')) AS chain(kind, region, vault)
                  ORDER BY day, fs) AS points
            """);
        await ExecuteAsync(database, "VACUUM ANALYZE");
    }

    private const string Rules = """{"periods":{"Daily":{"count":365,"unit":"Days"}},"timeZone":"UTC"}""";

    private static string JsonOf(string text) => text.Replace("'", "''", StringComparison.Ordinal);

    private static async Task ExecuteAsync(NpgsqlDataSource database, string statement)
    {
        await using var command = database.CreateCommand(statement);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
