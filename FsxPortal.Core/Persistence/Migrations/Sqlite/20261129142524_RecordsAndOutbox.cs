using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FsxPortal.Core.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RecordsAndOutbox : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "NextSlotAt",
                table: "policy",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    SessionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.SessionId);
                    table.ForeignKey(
                        name: "FK_outbox_session_SessionId",
                        column: x => x.SessionId,
                        principalTable: "session",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_retention_request_FileSystemId_Kind_VaultArn",
                table: "retention_request",
                columns: new[] { "FileSystemId", "Kind", "VaultArn" });

            migrationBuilder.CreateIndex(
                name: "IX_restore_point_DeletedAt",
                table: "restore_point",
                column: "DeletedAt");

            migrationBuilder.CreateIndex(
                name: "IX_policy_NextSlotAt",
                table: "policy",
                column: "NextSlotAt");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_At",
                table: "outbox",
                column: "At");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropIndex(
                name: "IX_retention_request_FileSystemId_Kind_VaultArn",
                table: "retention_request");

            migrationBuilder.DropIndex(
                name: "IX_restore_point_DeletedAt",
                table: "restore_point");

            migrationBuilder.DropIndex(
                name: "IX_policy_NextSlotAt",
                table: "policy");

            migrationBuilder.DropColumn(
                name: "NextSlotAt",
                table: "policy");
        }
    }
}
