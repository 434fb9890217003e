using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FsxPortal.Core.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class WorkItems : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "aws_job_run",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ItemId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    VaultArn = table.Column<string>(type: "TEXT", nullable: false),
                    AwsAccount = table.Column<string>(type: "TEXT", nullable: false),
                    Region = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    NotBefore = table.Column<long>(type: "INTEGER", nullable: true),
                    IntentAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Request = table.Column<string>(type: "TEXT", nullable: true),
                    JobId = table.Column<string>(type: "TEXT", nullable: true),
                    Percent = table.Column<int>(type: "INTEGER", nullable: false),
                    RecoveryPointArn = table.Column<string>(type: "TEXT", nullable: true),
                    AwaitsPoint = table.Column<bool>(type: "INTEGER", nullable: false),
                    RestorePointId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Attempts = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_aws_job_run", x => x.Id);
                    table.ForeignKey(
                        name: "FK_aws_job_run_task_ItemId",
                        column: x => x.ItemId,
                        principalTable: "task",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_aws_job_run_ItemId",
                table: "aws_job_run",
                column: "ItemId");

            migrationBuilder.CreateIndex(
                name: "IX_aws_job_run_JobId",
                table: "aws_job_run",
                column: "JobId");

            migrationBuilder.CreateIndex(
                name: "IX_aws_job_run_Kind_AwsAccount_Region_State",
                table: "aws_job_run",
                columns: new[] { "Kind", "AwsAccount", "Region", "State" });

            WorkItemRows.Move(migrationBuilder, "substr(\"Lane\", 1, instr(\"Lane\", '/') - 1)", "substr(\"Lane\", instr(\"Lane\", '/') + 1)");

            migrationBuilder.DropTable(
                name: "task_copy");

            migrationBuilder.DropColumn(
                name: "Attempt",
                table: "task");

            migrationBuilder.DropColumn(
                name: "Attempts",
                table: "task");

            migrationBuilder.DropColumn(
                name: "BackupJobId",
                table: "task");

            migrationBuilder.DropColumn(
                name: "BackupPercent",
                table: "task");

            migrationBuilder.DropColumn(
                name: "IntentAt",
                table: "task");

            migrationBuilder.DropColumn(
                name: "NotBefore",
                table: "task");

            migrationBuilder.DropColumn(
                name: "RecoveryPointArn",
                table: "task");

            migrationBuilder.DropColumn(
                name: "VaultArn",
                table: "task");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "aws_job_run");

            migrationBuilder.AddColumn<int>(
                name: "Attempt",
                table: "task",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Attempts",
                table: "task",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "BackupJobId",
                table: "task",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "BackupPercent",
                table: "task",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "IntentAt",
                table: "task",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "NotBefore",
                table: "task",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RecoveryPointArn",
                table: "task",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "VaultArn",
                table: "task",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "task_copy",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    AwsAccount = table.Column<string>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    IntentAt = table.Column<long>(type: "INTEGER", nullable: true),
                    JobId = table.Column<string>(type: "TEXT", nullable: true),
                    NotBefore = table.Column<long>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    RecoveryPointArn = table.Column<string>(type: "TEXT", nullable: true),
                    Region = table.Column<string>(type: "TEXT", nullable: false),
                    RestorePointId = table.Column<Guid>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    TaskId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VaultArn = table.Column<string>(type: "TEXT", nullable: false)
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
                name: "IX_task_copy_AwsAccount_Region_State",
                table: "task_copy",
                columns: new[] { "AwsAccount", "Region", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_task_copy_TaskId",
                table: "task_copy",
                column: "TaskId");
        }
    }
}
