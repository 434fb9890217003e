using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FsxPortal.Core.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class VaultAndAccountMarks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "GoneAt",
                table: "vault",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CredentialState",
                table: "account",
                type: "text",
                nullable: false,
                defaultValue: "Good");

            migrationBuilder.AddColumn<string>(
                name: "Trouble",
                table: "account",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Version",
                table: "account",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "GoneAt",
                table: "vault");

            migrationBuilder.DropColumn(
                name: "CredentialState",
                table: "account");

            migrationBuilder.DropColumn(
                name: "Trouble",
                table: "account");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "account");
        }
    }
}
