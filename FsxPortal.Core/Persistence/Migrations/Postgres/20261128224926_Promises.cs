using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FsxPortal.Core.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Promises : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_restore_point_PolicyId_State_EndsAt",
                table: "restore_point");

            migrationBuilder.DropIndex(
                name: "IX_restore_point_State",
                table: "restore_point");

            migrationBuilder.AddColumn<string>(
                name: "Carried",
                table: "task",
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "CarriedCopies",
                table: "task",
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "Carried",
                table: "restore_point",
                type: "text",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<long>(
                name: "DeletionSentAt",
                table: "restore_point",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ForeignBecause",
                table: "restore_point",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Numbers",
                table: "protection",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "Pending",
                table: "policy",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RulesSince",
                table: "policy",
                type: "text",
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.CreateTable(
                name: "promise",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    FileSystemId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    VaultArn = table.Column<string>(type: "text", nullable: false),
                    PolicyId = table.Column<Guid>(type: "uuid", nullable: false),
                    PolicyVersion = table.Column<long>(type: "bigint", nullable: false),
                    Sequence = table.Column<int>(type: "integer", nullable: false),
                    Rules = table.Column<string>(type: "text", nullable: false),
                    Cuts = table.Column<int>(type: "integer", nullable: false),
                    MadeAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_promise", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "thaw",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    FileSystemId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    VaultArn = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    By = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_thaw", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_restore_point_State_EndsAt",
                table: "restore_point",
                columns: new[] { "State", "EndsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_promise_FileSystemId_Kind_VaultArn",
                table: "promise",
                columns: new[] { "FileSystemId", "Kind", "VaultArn" });

            migrationBuilder.CreateIndex(
                name: "IX_promise_PolicyId_Cuts",
                table: "promise",
                columns: new[] { "PolicyId", "Cuts" });

            migrationBuilder.CreateIndex(
                name: "IX_thaw_FileSystemId_Kind_VaultArn",
                table: "thaw",
                columns: new[] { "FileSystemId", "Kind", "VaultArn" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "promise");

            migrationBuilder.DropTable(
                name: "thaw");

            migrationBuilder.DropIndex(
                name: "IX_restore_point_State_EndsAt",
                table: "restore_point");

            migrationBuilder.DropColumn(
                name: "Carried",
                table: "task");

            migrationBuilder.DropColumn(
                name: "CarriedCopies",
                table: "task");

            migrationBuilder.DropColumn(
                name: "Carried",
                table: "restore_point");

            migrationBuilder.DropColumn(
                name: "DeletionSentAt",
                table: "restore_point");

            migrationBuilder.DropColumn(
                name: "ForeignBecause",
                table: "restore_point");

            migrationBuilder.DropColumn(
                name: "Numbers",
                table: "protection");

            migrationBuilder.DropColumn(
                name: "Pending",
                table: "policy");

            migrationBuilder.DropColumn(
                name: "RulesSince",
                table: "policy");

            migrationBuilder.CreateIndex(
                name: "IX_restore_point_PolicyId_State_EndsAt",
                table: "restore_point",
                columns: new[] { "PolicyId", "State", "EndsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_restore_point_State",
                table: "restore_point",
                column: "State");
        }
    }
}
