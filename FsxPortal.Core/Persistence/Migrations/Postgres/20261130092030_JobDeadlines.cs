using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FsxPortal.Core.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class JobDeadlines : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "AcceptedAt",
                table: "aws_job_run",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "AwaitsSince",
                table: "aws_job_run",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Message",
                table: "aws_job_run",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "AcceptedAt",
                table: "aws_job_run");

            migrationBuilder.DropColumn(
                name: "AwaitsSince",
                table: "aws_job_run");

            migrationBuilder.DropColumn(
                name: "Message",
                table: "aws_job_run");
        }
    }
}
