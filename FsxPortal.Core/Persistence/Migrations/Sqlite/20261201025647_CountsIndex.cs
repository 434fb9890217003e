using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FsxPortal.Core.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CountsIndex : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_protection_IsGone_State_AtRiskFrom_FileSystemId",
                table: "protection");

            migrationBuilder.CreateIndex(
                name: "IX_protection_counts",
                table: "protection",
                columns: new[] { "IsGone", "State", "AtRiskFrom", "FileSystemId", "RestorePoints", "Copies" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_protection_counts",
                table: "protection");

            migrationBuilder.CreateIndex(
                name: "IX_protection_IsGone_State_AtRiskFrom_FileSystemId",
                table: "protection",
                columns: new[] { "IsGone", "State", "AtRiskFrom", "FileSystemId" });
        }
    }
}
