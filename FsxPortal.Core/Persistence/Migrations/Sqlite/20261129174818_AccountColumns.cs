using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FsxPortal.Core.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AccountColumns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "AwsAccount",
                table: "session",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AwsAccount",
                table: "protection",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "AwsAccount",
                table: "policy",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.Sql("""
                UPDATE protection SET "AwsAccount" = (SELECT "AwsAccount" FROM file_system WHERE file_system."Id" = protection."FileSystemId")
                WHERE "FileSystemId" IN (SELECT "Id" FROM file_system);
                UPDATE policy SET "AwsAccount" = COALESCE(json_extract("Document", '$.account'), '');
                UPDATE session SET "AwsAccount" = (SELECT substr(MIN("Lane"), 1, 12) FROM task WHERE task."SessionId" = session."Id") WHERE "Type" = 'Policy';
                UPDATE session SET "AwsAccount" = (SELECT "AwsAccount" FROM policy WHERE policy."Id" = session."PolicyId") WHERE "AwsAccount" IS NULL;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "AwsAccount",
                table: "session");

            migrationBuilder.DropColumn(
                name: "AwsAccount",
                table: "protection");

            migrationBuilder.DropColumn(
                name: "AwsAccount",
                table: "policy");
        }
    }
}
