using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FsxPortal.Core.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class NextSlotAndIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "NextSlotAt",
                table: "policy",
                type: "bigint",
                nullable: true);

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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
