using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FsxPortal.Core.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ProtectionVerdict : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "AtRiskFrom",
                table: "protection",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsGone",
                table: "protection",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Name",
                table: "protection",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "PolicyId",
                table: "protection",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "protection",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Region",
                table: "protection",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "State",
                table: "protection",
                type: "TEXT",
                nullable: false,
                defaultValue: "Unprotected");

            migrationBuilder.CreateIndex(
                name: "IX_protection_AtRiskFrom_FileSystemId",
                table: "protection",
                columns: new[] { "AtRiskFrom", "FileSystemId" });

            migrationBuilder.CreateIndex(
                name: "IX_protection_PolicyId",
                table: "protection",
                column: "PolicyId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_protection_AtRiskFrom_FileSystemId",
                table: "protection");

            migrationBuilder.DropIndex(
                name: "IX_protection_PolicyId",
                table: "protection");

            migrationBuilder.DropColumn(
                name: "AtRiskFrom",
                table: "protection");

            migrationBuilder.DropColumn(
                name: "IsGone",
                table: "protection");

            migrationBuilder.DropColumn(
                name: "Name",
                table: "protection");

            migrationBuilder.DropColumn(
                name: "PolicyId",
                table: "protection");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "protection");

            migrationBuilder.DropColumn(
                name: "Region",
                table: "protection");

            migrationBuilder.DropColumn(
                name: "State",
                table: "protection");
        }
    }
}
