using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using FsxPortal.Core.Persistence;
using FsxPortal.Setup.Composition;
using FsxPortal.Tests.Support.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace FsxPortal.Tests.Setup;

/// <summary>What the portal says of a machine that is not as it should be: files, databases, addresses.</summary>
public sealed class BrokenStartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fsxportal-broken").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string DatabaseFile => Path.Combine(_folder, "portal.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("is not a SQLite database", "These are the accounts of 2019, and no database, however long the text may be.")]
    [InlineData("is damaged or cut short", null)]
    public async Task A_file_that_is_no_whole_database_is_named_with_what_to_do(string sentence, string? content)
    {
        if (content is null)
        {
            await WriteDatabaseAsync();
            await using var file = File.OpenWrite(DatabaseFile);
            file.SetLength(file.Length / 2);
        }
        else
        {
            await File.WriteAllTextAsync(DatabaseFile, content, Cancel);
        }

        await AssertRefusedAsync(sentence, "--demo", "--emulator-urls", "http://127.0.0.1:0", "--urls", "http://127.0.0.1:0");
        await AssertCheckFailsAsync(sentence);
    }

    [Fact]
    public async Task A_damaged_page_is_found_at_the_start()
    {
        await WriteDatabaseAsync();
        await using (var file = File.OpenWrite(DatabaseFile))
        {
            file.Position = 4096;
            file.Write(new byte[file.Length - 4096]);
        }

        await AssertRefusedAsync(
            "is damaged or cut short", "--demo", "--emulator-urls", "http://127.0.0.1:0", "--urls", "http://127.0.0.1:0");
    }

    [Fact]
    public async Task A_database_that_cannot_be_written_is_named()
    {
        await WriteDatabaseAsync();

        await AssertRefusedAsync(
            "read-only", "--demo", "--emulator-urls", "http://127.0.0.1:0", "--urls", "http://127.0.0.1:0",
            $"--Database:ConnectionString=Data Source={DatabaseFile};Mode=ReadOnly");
    }

    [Fact]
    public async Task A_folder_in_the_place_of_the_database_is_named()
    {
        Directory.CreateDirectory(DatabaseFile);

        await AssertRefusedAsync(
            "It is a folder", "--demo", "--emulator-urls", "http://127.0.0.1:0", "--urls", "http://127.0.0.1:0");
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_left_alone()
    {
        await WriteDatabaseAsync("INSERT INTO \"__EFMigrationsHistory\" VALUES ('99990101000000_Later', '99.0')");
        var before = await File.ReadAllBytesAsync(DatabaseFile, Cancel);

        await AssertRefusedAsync(
            "A newer version of the portal has changed the database (up to 99990101000000_Later)", "--demo", "--emulator-urls",
            "http://127.0.0.1:0", "--urls", "http://127.0.0.1:0");
        await AssertCheckFailsAsync("A newer version of the portal");

        Assert.Equal(before, await File.ReadAllBytesAsync(DatabaseFile, Cancel));
    }

    [Theory]
    [InlineData("Database=nowhere", "\"nowhere\" does not exist")]
    [InlineData("Username=nobody", "\"nobody\" does not exist")]
    [InlineData("Port=1", "Connection refused")]
    [InlineData(
        $"Username={PostgresServer.Locked};Password=wrong-and-secret",
        $"password authentication failed for user \"{PostgresServer.Locked}\"")]
    public async Task A_server_that_has_no_such_database_is_told_from_one_that_is_not_there(string change, string sentence)
    {
        var connection = new NpgsqlConnectionStringBuilder($"{await PostgresOfTheRun.CreateDatabaseAsync(Cancel)};{change}");
        string[] settings =
            ["--Database:Provider=PostgreSql", $"--Database:ConnectionString={connection}", $"--Audit:Key={TrailKey.Text}"];

        await AssertRefusedAsync(
            sentence, ["--demo", "--emulator-urls", "http://127.0.0.1:0", "--urls", "http://127.0.0.1:0", .. settings]);
        await AssertRefusedAsync("The database cannot be used", [
            "check", "--probe", "--account", "111122223333", "--file-system", "fs-1", "--vault", "v", .. settings]);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_before_anything_is_opened()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";

        await AssertRefusedAsync($"The port of {url} is taken", "--demo", "--emulator-urls", "http://127.0.0.1:0", "--urls", url);
        await AssertRefusedAsync("Choose another address", "--demo", "--emulator-urls", url, "--urls", "http://127.0.0.1:0");
        await AssertRefusedAsync("Choose another address", "emulator", "--urls", url);

        Assert.False(File.Exists(DatabaseFile));
    }

    [Theory]
    [InlineData("--Kestrel:Endpoints:Any:Url=http://0.0.0.0:0", "listens on loopback only; 'http://0.0.0.0:0' is not")]
    [InlineData("--Kestrel:Endpoints:Any:Url=http://*:0", "is not a URL to listen on")]
    [InlineData("--Kestrel:Endpoints:Any:Protocols=Http1", "is not a URL to listen on")]
    [InlineData("--Portal:PublicUrl=portal.example", "Give the address in the browser")]
    [InlineData("--Engine:PollMin=often", "Engine:PollMin")]
    [InlineData("--Database:ConnectionString=Nonsense=1", "SQLite's driver understands")]
    [InlineData("--Authentication:Authority=login.example", "is not a URL. Give the issuer")]
    [InlineData("--Authentication:Authority=https://login.example", "ClientId is empty")]
    [InlineData("--Portal:TimeZone=W. Europe Standard Time", "Did you mean Europe/Berlin")]
    public async Task A_setting_of_the_server_itself_goes_round_no_rule(string setting, string sentence) =>
        await AssertRefusedAsync(sentence, "--demo", "--emulator-urls", "http://127.0.0.1:0", "--urls", "http://127.0.0.1:0", setting);

    [Fact]
    public async Task A_configuration_file_that_cannot_be_parsed_is_named_with_its_line()
    {
        var file = Path.Combine(_folder, "appsettings.json");
        await File.WriteAllTextAsync(file, "{\n  \"Portal\": {\n    \"TimeZone\": UTC\n  }\n}", Cancel);

        var failure = Assert.ThrowsAny<Exception>(() => new ConfigurationBuilder().AddJsonFile(file).Build());

        var said = StartTrouble.Of(failure);
        Assert.Contains(file, said, StringComparison.Ordinal);
        Assert.Contains("LineNumber: 2", said, StringComparison.Ordinal);
        Assert.EndsWith("Correct the file and start again.", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_of_the_portal_keeps_its_trace() => Assert.Null(StartTrouble.Of(new InvalidOperationException("a bug")));

    private async Task WriteDatabaseAsync(string? statement = null)
    {
        var options = new DbContextOptionsBuilder<SqlitePortalDb>();
        options.UseSqliteFile(SqliteDatabase.ConnectionString(DatabaseFile));
        await using (var db = new SqlitePortalDb(options.Options))
        {
            await SqliteDatabase.MigrateAsync(db, Cancel);
            if (statement is not null)
            {
                await db.Database.ExecuteSqlRawAsync(statement, Cancel);
            }
        }

        await using var connection = new SqliteConnection(SqliteDatabase.ConnectionString(DatabaseFile));
        SqliteConnection.ClearPool(connection);
    }

    private async Task AssertRefusedAsync(string sentence, params string[] arguments)
    {
        var (code, said, error) = await RunAsync(arguments);

        Assert.Equal(1, code);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error + said, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-and-secret", error + said, StringComparison.Ordinal);
    }

    private async Task AssertCheckFailsAsync(string sentence)
    {
        var (code, said, error) = await RunAsync("check");

        Assert.Equal(1, code);
        Assert.Contains(sentence, said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error + said, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Said, string Error)> RunAsync(params string[] arguments)
    {
        string[] place = arguments[0] == "emulator" ? [] : ["--data", _folder];
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "FsxPortal.dll"), .. arguments, .. place])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["AWS_ACCESS_KEY_ID"] = "AKIAFSXPORTALDEMO001";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "fsxportal/demo/secret/key/number/one/001";
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync(Cancel);
        var error = await process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, await said, error);
    }
}
