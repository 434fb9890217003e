using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FsxPortal.Core.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class LocksAndApprovals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "MaxRetentionDays",
                table: "vault",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "MinRetentionDays",
                table: "vault",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "AdoptedAt",
                table: "restore_point",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "DeleteAt",
                table: "restore_point",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Approval",
                table: "policy",
                type: "TEXT",
                nullable: false,
                defaultValue: "None");

            migrationBuilder.Sql("""UPDATE policy SET "Approval" = 'OfMany' WHERE "AwaitsApproval" = 1;""");

            migrationBuilder.DropColumn(
                name: "AwaitsApproval",
                table: "policy");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "MaxRetentionDays",
                table: "vault");

            migrationBuilder.DropColumn(
                name: "MinRetentionDays",
                table: "vault");

            migrationBuilder.DropColumn(
                name: "AdoptedAt",
                table: "restore_point");

            migrationBuilder.DropColumn(
                name: "DeleteAt",
                table: "restore_point");

            migrationBuilder.DropColumn(
                name: "Approval",
                table: "policy");

            migrationBuilder.AddColumn<bool>(
                name: "AwaitsApproval",
                table: "policy",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);
        }
    }
}
