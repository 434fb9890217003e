using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FsxPortal.Core.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RetentionEnds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "EndsAt",
                table: "restore_point",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_restore_point_PolicyId_State_EndsAt",
                table: "restore_point",
                columns: new[] { "PolicyId", "State", "EndsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_restore_point_PolicyId_State_Kind_Flags_Slot",
                table: "restore_point",
                columns: new[] { "PolicyId", "State", "Kind", "Flags", "Slot" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_restore_point_PolicyId_State_EndsAt",
                table: "restore_point");

            migrationBuilder.DropIndex(
                name: "IX_restore_point_PolicyId_State_Kind_Flags_Slot",
                table: "restore_point");

            migrationBuilder.DropColumn(
                name: "EndsAt",
                table: "restore_point");
        }
    }
}
