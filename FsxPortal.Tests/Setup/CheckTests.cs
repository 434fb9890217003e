using System.Diagnostics;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Setup;

/// <summary>The command <c>check</c> as a person would see it.</summary>
public sealed class CheckTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fsxportal-check").FullName;
    private AwsFixture _aws = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _aws = await AwsFixture.StartAsync(Cancel);

    public async ValueTask DisposeAsync()
    {
        await _aws.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Where_no_database_is_none_is_left_behind()
    {
        var (code, said) = await RunAsync();

        Assert.Equal(1, code);
        Assert.Contains("There is no database in", said, StringComparison.Ordinal);
        Assert.Contains("start the portal once", said, StringComparison.Ordinal);
        Assert.Contains("Failed  Identity provider: Authentication:Authority is empty", said, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public async Task A_missing_permission_is_named_with_what_to_do_and_ends_with_1()
    {
        await using var portal = PortalProcess.Start(_folder, _aws.Url);
        using var api = await portal.ConnectAsync(Cancel);

        var (whole, all) = await RunAsync(api);
        _aws.Deny("backup:DeleteRecoveryPoint", "role/FsxPortal");
        var (lacking, said) = await RunAsync(api);

        Assert.True(whole == 0, all);
        Assert.Contains("Ok      Clock: It agrees with that of AWS.", all, StringComparison.Ordinal);
        Assert.Equal(1, lacking);
        Assert.Contains(
            "eu-central-1: backup:DeleteRecoveryPoint: arn:aws:iam::111122223333:role/FsxPortal is not allowed to", said,
            StringComparison.Ordinal);
        Assert.Contains(
            "→ Allow backup:DeleteRecoveryPoint in the policies of arn:aws:iam::111122223333:role/FsxPortal.", said,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_differs_from_that_of_AWS_is_told()
    {
        await using var portal = PortalProcess.Start(_folder, _aws.Url);
        using var api = await portal.ConnectAsync(Cancel);

        _aws.Fault("""{ "service": "*", "operation": "*", "action": "wrongDate", "parameters": { "seconds": -540 } }""");
        var (code, said) = await RunAsync(api);

        Assert.Equal(1, code);
        Assert.Contains(
            "Failed  Clock: The clock of this machine is 9 minutes ahead of that of AWS. Set it right.", said, StringComparison.Ordinal);
    }

    // The demo's identity provider is one as good as any.
    private async Task<(int Code, string Said)> RunAsync(HttpClient? portal = null)
    {
        string[] provider = portal is null ? [] :
        [
            $"--Authentication:Authority={new Uri(portal.BaseAddress!, "/idp")}", "--Authentication:ClientId=fsxportal",
            "--Authentication:Roles:Administrator:0=storage-admins",
        ];
        var start = new ProcessStartInfo("dotnet", [
            Path.Combine(AppContext.BaseDirectory, "FsxPortal.dll"), "check", "--data", _folder, $"--Aws:Endpoint={_aws.Url}", .. provider])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["AWS_ACCESS_KEY_ID"] = "AKIAFSXPORTALDEMO001";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "fsxportal/demo/secret/key/number/one/001";
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, said);
    }
}
