using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace FsxPortal.Core.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "account",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    AwsAccountId = table.Column<string>(type: "text", nullable: false),
                    RoleArn = table.Column<string>(type: "text", nullable: true),
                    Regions = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "file_system",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    Arn = table.Column<string>(type: "text", nullable: false),
                    AwsAccount = table.Column<string>(type: "text", nullable: false),
                    Region = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    AwsFileSystemId = table.Column<string>(type: "text", nullable: false),
                    AwsVolumeId = table.Column<string>(type: "text", nullable: true),
                    Type = table.Column<string>(type: "text", nullable: false),
                    Facts = table.Column<string>(type: "text", nullable: false),
                    SeenAt = table.Column<long>(type: "bigint", nullable: false),
                    GoneAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_file_system", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "lane",
                columns: table => new
                {
                    Key = table.Column<string>(type: "text", nullable: false),
                    Epoch = table.Column<long>(type: "bigint", nullable: false),
                    Owner = table.Column<string>(type: "text", nullable: true),
                    LeaseUntil = table.Column<long>(type: "bigint", nullable: false),
                    LookAt = table.Column<long>(type: "bigint", nullable: true),
                    TroubleSince = table.Column<long>(type: "bigint", nullable: true),
                    Trouble = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lane", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "policy",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Enabled = table.Column<bool>(type: "boolean", nullable: false),
                    Priority = table.Column<int>(type: "integer", nullable: false),
                    Document = table.Column<string>(type: "text", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    ChangedAt = table.Column<long>(type: "bigint", nullable: false),
                    ScheduledUntil = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_policy", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "protection",
                columns: table => new
                {
                    FileSystemId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Region = table.Column<string>(type: "text", nullable: false),
                    IsGone = table.Column<bool>(type: "boolean", nullable: false),
                    PolicyId = table.Column<Guid>(type: "uuid", nullable: true),
                    State = table.Column<string>(type: "text", nullable: false),
                    AtRiskFrom = table.Column<long>(type: "bigint", nullable: true),
                    Reason = table.Column<string>(type: "text", nullable: true),
                    RestorePoints = table.Column<int>(type: "integer", nullable: false),
                    Copies = table.Column<int>(type: "integer", nullable: false),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    LastBackupAt = table.Column<long>(type: "bigint", nullable: true),
                    LastCopyAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_protection", x => x.FileSystemId);
                });

            migrationBuilder.CreateTable(
                name: "restore_point",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Arn = table.Column<string>(type: "text", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    FileSystemId = table.Column<Guid>(type: "uuid", nullable: false),
                    PolicyId = table.Column<Guid>(type: "uuid", nullable: true),
                    PolicyVersion = table.Column<long>(type: "bigint", nullable: true),
                    SessionId = table.Column<Guid>(type: "uuid", nullable: true),
                    SourceId = table.Column<Guid>(type: "uuid", nullable: true),
                    VaultArn = table.Column<string>(type: "text", nullable: false),
                    Vault = table.Column<string>(type: "text", nullable: false),
                    AwsAccount = table.Column<string>(type: "text", nullable: false),
                    Region = table.Column<string>(type: "text", nullable: false),
                    Slot = table.Column<long>(type: "bigint", nullable: true),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    CompletedAt = table.Column<long>(type: "bigint", nullable: true),
                    SizeBytes = table.Column<long>(type: "bigint", nullable: true),
                    Incremental = table.Column<bool>(type: "boolean", nullable: true),
                    Sequence = table.Column<int>(type: "integer", nullable: false),
                    Flags = table.Column<int>(type: "integer", nullable: false),
                    Rules = table.Column<string>(type: "text", nullable: true),
                    DeletedBecause = table.Column<string>(type: "text", nullable: true),
                    DeletionDecidedAt = table.Column<long>(type: "bigint", nullable: true),
                    DeletedAt = table.Column<long>(type: "bigint", nullable: true),
                    SuspectSince = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_restore_point", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "retention_request",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SessionId = table.Column<Guid>(type: "uuid", nullable: false),
                    TaskId = table.Column<Guid>(type: "uuid", nullable: true),
                    FileSystemId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    VaultArn = table.Column<string>(type: "text", nullable: false),
                    Lane = table.Column<string>(type: "text", nullable: false),
                    RequestedAt = table.Column<long>(type: "bigint", nullable: false),
                    DoneAt = table.Column<long>(type: "bigint", nullable: true),
                    Problem = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_retention_request", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "session",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Type = table.Column<string>(type: "text", nullable: false),
                    Trigger = table.Column<string>(type: "text", nullable: false),
                    PolicyId = table.Column<Guid>(type: "uuid", nullable: true),
                    Order = table.Column<string>(type: "text", nullable: true),
                    Title = table.Column<string>(type: "text", nullable: false),
                    Slot = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    Actor = table.Column<string>(type: "text", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: true),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    StartedAt = table.Column<long>(type: "bigint", nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    StopRequestedAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_session", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "setting",
                columns: table => new
                {
                    Key = table.Column<string>(type: "text", nullable: false),
                    Value = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_setting", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "vault",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Arn = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    AwsAccount = table.Column<string>(type: "text", nullable: false),
                    Region = table.Column<string>(type: "text", nullable: false),
                    Locked = table.Column<bool>(type: "boolean", nullable: false),
                    KeyArn = table.Column<string>(type: "text", nullable: true),
                    RestorePoints = table.Column<long>(type: "bigint", nullable: false),
                    SeenAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_vault", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "session_log",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    SessionId = table.Column<Guid>(type: "uuid", nullable: false),
                    TaskId = table.Column<Guid>(type: "uuid", nullable: true),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Level = table.Column<string>(type: "text", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_session_log", x => x.Id);
                    table.ForeignKey(
                        name: "FK_session_log_session_SessionId",
                        column: x => x.SessionId,
                        principalTable: "session",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "task",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SessionId = table.Column<Guid>(type: "uuid", nullable: false),
                    FileSystemId = table.Column<Guid>(type: "uuid", nullable: false),
                    ResourceArn = table.Column<string>(type: "text", nullable: false),
                    Lane = table.Column<string>(type: "text", nullable: false),
                    VaultArn = table.Column<string>(type: "text", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    Step = table.Column<string>(type: "text", nullable: false),
                    Percent = table.Column<int>(type: "integer", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: true),
                    Attempt = table.Column<int>(type: "integer", nullable: false),
                    NotBefore = table.Column<long>(type: "bigint", nullable: true),
                    IntentAt = table.Column<long>(type: "bigint", nullable: true),
                    BackupJobId = table.Column<string>(type: "text", nullable: true),
                    BackupPercent = table.Column<int>(type: "integer", nullable: false),
                    RecoveryPointArn = table.Column<string>(type: "text", nullable: true),
                    RestorePointId = table.Column<Guid>(type: "uuid", nullable: true),
                    SizeBytes = table.Column<long>(type: "bigint", nullable: true),
                    StartedAt = table.Column<long>(type: "bigint", nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    Attempts = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_task", x => x.Id);
                    table.ForeignKey(
                        name: "FK_task_session_SessionId",
                        column: x => x.SessionId,
                        principalTable: "session",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "task_copy",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TaskId = table.Column<Guid>(type: "uuid", nullable: false),
                    VaultArn = table.Column<string>(type: "text", nullable: false),
                    AwsAccount = table.Column<string>(type: "text", nullable: false),
                    Region = table.Column<string>(type: "text", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    Attempt = table.Column<int>(type: "integer", nullable: false),
                    NotBefore = table.Column<long>(type: "bigint", nullable: true),
                    IntentAt = table.Column<long>(type: "bigint", nullable: true),
                    JobId = table.Column<string>(type: "text", nullable: true),
                    RecoveryPointArn = table.Column<string>(type: "text", nullable: true),
                    RestorePointId = table.Column<Guid>(type: "uuid", nullable: true),
                    Reason = table.Column<string>(type: "text", nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_task_copy", x => x.Id);
                    table.ForeignKey(
                        name: "FK_task_copy_task_TaskId",
                        column: x => x.TaskId,
                        principalTable: "task",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_account_AwsAccountId",
                table: "account",
                column: "AwsAccountId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_file_system_Arn",
                table: "file_system",
                column: "Arn",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_file_system_AwsAccount_Region",
                table: "file_system",
                columns: new[] { "AwsAccount", "Region" });

            migrationBuilder.CreateIndex(
                name: "IX_file_system_Name_Id",
                table: "file_system",
                columns: new[] { "Name", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_policy_Name",
                table: "policy",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_policy_Priority",
                table: "policy",
                column: "Priority");

            migrationBuilder.CreateIndex(
                name: "IX_protection_AtRiskFrom_FileSystemId",
                table: "protection",
                columns: new[] { "AtRiskFrom", "FileSystemId" });

            migrationBuilder.CreateIndex(
                name: "IX_protection_PolicyId",
                table: "protection",
                column: "PolicyId");

            migrationBuilder.CreateIndex(
                name: "IX_restore_point_Arn",
                table: "restore_point",
                column: "Arn",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_restore_point_CreatedAt_Id",
                table: "restore_point",
                columns: new[] { "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_restore_point_FileSystemId_CreatedAt",
                table: "restore_point",
                columns: new[] { "FileSystemId", "CreatedAt" })
                .Annotation("Npgsql:IndexInclude", new[] { "Id", "Kind", "Vault", "Region", "State", "Slot", "SizeBytes", "Incremental", "Flags" });

            migrationBuilder.CreateIndex(
                name: "IX_restore_point_FileSystemId_Kind_VaultArn_CreatedAt",
                table: "restore_point",
                columns: new[] { "FileSystemId", "Kind", "VaultArn", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_restore_point_State",
                table: "restore_point",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_retention_request_Lane_DoneAt",
                table: "retention_request",
                columns: new[] { "Lane", "DoneAt" });

            migrationBuilder.CreateIndex(
                name: "IX_retention_request_SessionId",
                table: "retention_request",
                column: "SessionId");

            migrationBuilder.CreateIndex(
                name: "IX_retention_request_TaskId",
                table: "retention_request",
                column: "TaskId");

            migrationBuilder.CreateIndex(
                name: "IX_session_CreatedAt_Id",
                table: "session",
                columns: new[] { "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_session_PolicyId_Slot",
                table: "session",
                columns: new[] { "PolicyId", "Slot" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_session_State",
                table: "session",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_session_log_SessionId_Id",
                table: "session_log",
                columns: new[] { "SessionId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_task_FileSystemId_EndedAt",
                table: "task",
                columns: new[] { "FileSystemId", "EndedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_task_Lane_State",
                table: "task",
                columns: new[] { "Lane", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_task_SessionId",
                table: "task",
                column: "SessionId");

            migrationBuilder.CreateIndex(
                name: "IX_task_copy_AwsAccount_Region_State",
                table: "task_copy",
                columns: new[] { "AwsAccount", "Region", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_task_copy_TaskId",
                table: "task_copy",
                column: "TaskId");

            migrationBuilder.CreateIndex(
                name: "IX_vault_Arn",
                table: "vault",
                column: "Arn",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account");

            migrationBuilder.DropTable(
                name: "file_system");

            migrationBuilder.DropTable(
                name: "lane");

            migrationBuilder.DropTable(
                name: "policy");

            migrationBuilder.DropTable(
                name: "protection");

            migrationBuilder.DropTable(
                name: "restore_point");

            migrationBuilder.DropTable(
                name: "retention_request");

            migrationBuilder.DropTable(
                name: "session_log");

            migrationBuilder.DropTable(
                name: "setting");

            migrationBuilder.DropTable(
                name: "task_copy");

            migrationBuilder.DropTable(
                name: "vault");

            migrationBuilder.DropTable(
                name: "task");

            migrationBuilder.DropTable(
                name: "session");
        }
    }
}
