using System.Diagnostics;
using System.Net;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;

namespace FsxPortal.Tests.Setup;

/// <summary>What the portal says when it cannot start, as a person would see it.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("Authentication:Authority is empty: nobody could sign in.", "--urls", "http://127.0.0.1:0")]
    [InlineData(
        "No AWS credentials were found.", "--urls", "http://127.0.0.1:0", "--Authentication:Authority=https://login.example",
        "--Authentication:ClientId=fsxportal", "--Authentication:Roles:Administrator:0=admins")]
    [InlineData("listens on loopback only", "--demo", "--urls", "http://0.0.0.0:0")]
    [InlineData("is not an option of the portal", "--nonsense")]
    [InlineData("--empty goes with --demo.", "--empty")]
    [InlineData("Use an IANA name", "--Portal:TimeZone=Nowhere")]
    [InlineData("at least 31 days", "--Retention:SessionRecords=2 weeks")]
    [InlineData("It is one of: Sqlite, PostgreSql.", "--Database:Provider=Oracle")]
    [InlineData("Database:ConnectionString is empty", "--Database:Provider=PostgreSql")]
    [InlineData(
        "is not one that PostgreSQL's driver understands", "--Database:Provider=PostgreSql", "--Database:ConnectionString=Nonsense=1")]
    [InlineData(
        "(Connection refused). Is the server running", "--demo", "--urls", "http://127.0.0.1:0", "--emulator-urls", "http://127.0.0.1:0",
        "--Database:Provider=PostgreSql",
        "--Database:ConnectionString=Host=127.0.0.1;Port=1;Database=portal", $"--Audit:Key={TrailKey.Text}")]
    [InlineData("Audit:Key is missing.", "--Database:Provider=PostgreSql", "--Database:ConnectionString=Host=127.0.0.1")]
    [InlineData(
        "whether the server at db.example is the right one", "--Database:Provider=PostgreSql",
        "--Database:ConnectionString=Host=127.0.0.1,db.example;Database=portal")]
    [InlineData(
        "Use SSL Mode=VerifyFull", "--Database:Provider=PostgreSql",
        "--Database:ConnectionString=Host=db.example;SSL Mode=Require")]
    [InlineData(
        "Audit:Key is missing.", "--Database:Provider=PostgreSql", "--Database:ConnectionString=Host=db.example;SSL Mode=VerifyFull")]
    [InlineData("Audit:Key is missing.", "--Database:Provider=PostgreSql", "--Database:ConnectionString=Host=database;SSL Mode=Disable")]
    [InlineData("32 characters or more", "--Audit:Key=short")]
    [InlineData("neither an address nor a network", "--Portal:KnownProxies=127.0.0.1,proxy")]
    [InlineData("which is not a port", "--Portal:ManagementPort=often")]
    [InlineData("Give monitoring a port of its own.", "--urls", "http://127.0.0.1:5099", "--Portal:ManagementPort=5099")]
    [InlineData("is not an option of the emulator", "emulator", "--nonsense")]
    [InlineData("does not answer", "health", "http://127.0.0.1:1/")]
    public async Task A_wrong_start_ends_with_one_plain_sentence(string sentence, params string[] arguments)
    {
        var (code, error) = await RunAsync(arguments);

        Assert.Equal(1, code);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_line_of_a_good_start_is_the_address_and_nothing_warns()
    {
        var folder = Directory.CreateTempSubdirectory("fsxportal-start").FullName;
        await using var portal = PortalProcess.StartPublished(AppContext.BaseDirectory, folder);
        using var api = await portal.ConnectAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync("policies", TestContext.Current.CancellationToken)).StatusCode);
        var lines = portal.Output.Split('\n');
        Assert.StartsWith("FsxPortal answers at http://127.0.0.1:", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain(
            lines, line => line.StartsWith("warn:", StringComparison.Ordinal) || line.StartsWith("fail:", StringComparison.Ordinal));
    }

    private static async Task<(int Code, string Error)> RunAsync(string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("fsxportal-start").FullName;
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "FsxPortal.dll"), .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["HOME"] = start.Environment["XDG_DATA_HOME"] = folder;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await output;
        Directory.Delete(folder, recursive: true);
        return (process.ExitCode, error);
    }
}
