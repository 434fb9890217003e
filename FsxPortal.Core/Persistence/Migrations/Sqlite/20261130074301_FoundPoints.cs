using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FsxPortal.Core.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FoundPoints : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "AwaitsApproval",
                table: "restore_point",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "FreesNewest",
                table: "promise",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            // What waited goes on waiting, each point for itself. A database of before promises says nothing of points: there everything
            // that the policy says of what exists waits.
            migrationBuilder.Sql("""
                UPDATE restore_point SET "AwaitsApproval" = 1
                WHERE "AdoptedAt" IS NOT NULL AND "State" NOT IN ('Deleted', 'Missing') AND ("EndsAt" IS NULL OR "EndsAt" <= "AdoptedAt")
                    AND "PolicyId" IN (SELECT "Id" FROM policy WHERE "Approval" <> 'None');
                """);
            migrationBuilder.Sql("""
                UPDATE policy SET "Pending" = '{}'
                WHERE "Approval" <> 'None' AND "Pending" IS NULL AND NOT EXISTS (SELECT 1 FROM setting WHERE "Key" = 'promises.noted');
                """);

            migrationBuilder.DropColumn(
                name: "Approval",
                table: "policy");

            migrationBuilder.CreateIndex(
                name: "IX_restore_point_PolicyId",
                table: "restore_point",
                column: "PolicyId",
                filter: "\"AwaitsApproval\"");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_restore_point_PolicyId",
                table: "restore_point");

            migrationBuilder.DropColumn(
                name: "AwaitsApproval",
                table: "restore_point");

            migrationBuilder.DropColumn(
                name: "FreesNewest",
                table: "promise");

            migrationBuilder.AddColumn<string>(
                name: "Approval",
                table: "policy",
                type: "TEXT",
                nullable: false,
                defaultValue: "None");
        }
    }
}
