using Microsoft.EntityFrameworkCore.Migrations;

namespace FsxPortal.Core.Persistence.Migrations;

/// <summary>Moves the jobs of tasks and of their copies into one table, as they stood.</summary>
/// <remarks>A backup's run has the id of its task: its token is made of it, and jobs that AWS runs at that time are found by it.</remarks>
internal static class WorkItemRows
{
    private const string Columns = """
        "Id", "ItemId", "Kind", "VaultArn", "AwsAccount", "Region", "State", "Attempt", "NotBefore", "IntentAt", "JobId", "Percent",
        "RecoveryPointArn", "AwaitsPoint", "RestorePointId", "Reason", "EndedAt", "Attempts"
        """;

    /// <summary>Copies the rows; the tables that they came from can be dropped afterwards.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="account">How the database takes the account out of <c>"Lane"</c>.</param>
    /// <param name="region">How it takes the Region out of it.</param>
    public static void Move(MigrationBuilder migration, string account, string region)
    {
        migration.Sql($"""
            INSERT INTO aws_job_run ({Columns})
            SELECT "Id", "Id", 'Backup', "VaultArn", {account}, {region},
                CASE WHEN "RestorePointId" IS NOT NULL THEN 'Succeeded'
                     WHEN "State" NOT IN ('Pending', 'Running') THEN "State"
                     WHEN "IntentAt" IS NULL THEN 'Pending' ELSE 'Running' END,
                "Attempt", "NotBefore", "IntentAt", "BackupJobId", "BackupPercent", "RecoveryPointArn",
                ("Step" = 'Recording' AND "RestorePointId" IS NULL AND "RecoveryPointArn" IS NOT NULL), "RestorePointId",
                CASE WHEN "RestorePointId" IS NULL THEN "Reason" END, "EndedAt", REPLACE("Attempts", '"backupJobId"', '"jobId"')
            FROM task
            """);
        migration.Sql($"""
            INSERT INTO aws_job_run ({Columns})
            SELECT "Id", "TaskId", 'Copy', "VaultArn", "AwsAccount", "Region", "State", "Attempt", "NotBefore", "IntentAt", "JobId",
                CASE WHEN "RecoveryPointArn" IS NULL THEN 0 ELSE 100 END, "RecoveryPointArn",
                ("State" = 'Running' AND "RecoveryPointArn" IS NOT NULL), "RestorePointId", "Reason", "EndedAt", '[]'
            FROM task_copy
            """);
    }
}
