using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Telemetry;

public sealed class DatabasePasswordTests
{
    private const string Password = "canary-of-the-database";

    [Fact]
    public async Task A_database_that_cannot_be_opened_does_not_bring_its_password_to_light()
    {
        var folder = Directory.CreateTempSubdirectory("fsxportal-password-").FullName;
        await using var aws = await AwsFixture.StartAsync(TestContext.Current.CancellationToken);
        await using var portal = PortalProcess.Start(folder, aws.Url, null,
            "--Logging:LogLevel:Default=Debug", "--Logging:LogLevel:Microsoft.EntityFrameworkCore=Debug",
            $"--Database:ConnectionString=Data Source={Path.Combine(folder, "portal.db")};Password={Password}");

        Assert.NotEqual(0, await portal.WaitForEndAsync(TestContext.Current.CancellationToken));
        Assert.Contains("dbug: Microsoft.EntityFrameworkCore", portal.Output, StringComparison.Ordinal);
        Assert.Contains("SQLite", portal.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, portal.Output, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }
}
