using System.Text.Json.Nodes;
using FsxPortal.Emulator;

namespace FsxPortal.Tests.Emulator.Operations;

/// <summary>Who one is, what one may become, and that one sees nothing of others.</summary>
public sealed class IdentityTests() : EmulatorTest(EmulatorSeed.Demo)
{
    private const string OtherRole = $"arn:aws:iam::{RunningEmulator.OtherAccount}:role/FsxPortal";

    [Fact]
    public async Task A_key_knows_its_account()
    {
        var identity = (await Aws.StsAsync("GetCallerIdentity")).Accepted();

        Assert.Equal(
            (RunningEmulator.Account, $"arn:aws:iam::{RunningEmulator.Account}:user/fsxportal"),
            (identity.XmlText("Account"), identity.XmlText("Arn")));
    }

    [Fact]
    public async Task A_role_of_another_account_is_assumed_and_sees_that_account()
    {
        var assumed = await AssumeAsync(Aws, ("RoleArn", OtherRole), ("RoleSessionName", "portal"));

        var identity = await (assumed with { Region = "us-east-1" }).StsAsync("GetCallerIdentity");
        Assert.Equal(RunningEmulator.OtherAccount, identity.XmlText("Account"));
        Assert.EndsWith("assumed-role/FsxPortal/portal", identity.XmlText("Arn"), StringComparison.Ordinal);
        var own = (await (assumed with { Region = "us-east-1" }).FsxAsync("DescribeFileSystems")).List("FileSystems");
        Assert.All(own, fileSystem => Assert.Equal(RunningEmulator.OtherAccount, (string?)fileSystem["OwnerId"]));
        Assert.NotEmpty(own);
    }

    [Fact]
    public async Task Assumed_credentials_expire_in_real_time()
    {
        var before = TimeProvider.System.GetUtcNow();
        var answer = (await Aws.StsAsync("AssumeRole", ("RoleArn", OtherRole), ("RoleSessionName", "portal"), ("DurationSeconds", "900")))
            .Accepted();

        var expiry = DateTimeOffset.Parse(answer.XmlText("Expiration")!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(expiry - before, Minutes(15) - Seconds(1), Minutes(16));
        await Emulator.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal(200, (await Credentials(answer).StsAsync("GetCallerIdentity")).Status);
    }

    [Theory]
    [InlineData("arn:aws:iam::444455556666:role/Nobody", "portal", "3600", "403 AccessDenied")]
    [InlineData(OtherRole, "a portal", "3600", "400 ValidationError")]
    [InlineData(OtherRole, "portal", "899", "400 ValidationError")]
    [InlineData(OtherRole, "portal", "43201", "400 ValidationError")]
    public async Task A_role_is_assumed_only_by_the_rules(string role, string session, string seconds, string refusal) =>
        Assert.Equal(
            refusal,
            (await Aws.StsAsync("AssumeRole", ("RoleArn", role), ("RoleSessionName", session), ("DurationSeconds", seconds))).Refusal);

    [Fact]
    public async Task An_account_sees_nothing_of_another()
    {
        var point = Emulator.App.Aws.World.Points.Values.First(point =>
            point.Vault is { Account: RunningEmulator.Account, Region: RunningEmulator.Home });
        var other = Emulator.As(RunningEmulator.OtherAccount, RunningEmulator.Home);

        Assert.Empty((await other.FsxAsync("DescribeFileSystems")).List("FileSystems"));
        Assert.Empty((await other.FsxAsync("DescribeBackups")).List("Backups"));
        await AssertUnknownAsync(other, point.Arn, point.Vault.Name, point.Resource.Arn);
    }

    [Fact]
    public async Task A_region_sees_nothing_of_another()
    {
        var point = Emulator.App.Aws.World.Points.Values.First(point =>
            point.Vault is { Account: RunningEmulator.Account, Region: RunningEmulator.Home });
        var abroad = Emulator.As(RunningEmulator.Account, RunningEmulator.Abroad);

        Assert.DoesNotContain(point.Resource.Id, (await abroad.FsxAsync("DescribeFileSystems")).Text, StringComparison.Ordinal);
        await AssertUnknownAsync(abroad, point.Arn, point.Vault.Name, point.Resource.Arn);
    }

    [Fact]
    public async Task A_job_is_seen_where_it_was_started()
    {
        var id = await Emulator.StartBackupAsync(RunningEmulator.BackupOf(Emulator.App.Aws.World.Resources.Values.First().Arn));

        foreach (
            var stranger in new[] { Emulator.As(RunningEmulator.OtherAccount, RunningEmulator.Home),
                Emulator.As(RunningEmulator.Account, RunningEmulator.Abroad) })
        {
            Assert.Empty((await stranger.GetAsync("/backup-jobs")).List("BackupJobs"));
            Assert.Equal("400 ResourceNotFoundException", (await stranger.BackupAsync("GET", $"/backup-jobs/{id}")).Refusal);
        }
    }

    [Fact]
    public async Task Regions_are_listed() =>
        Assert.Equal(["eu-central-1", "eu-west-1", "us-east-1"],
            (await Aws.Ec2Async("DescribeRegions")).Accepted().Xml.Descendants().Where(element => element.Name.LocalName == "regionName")
                .Select(element => element.Value));

    private static async Task AssertUnknownAsync(RawAws stranger, string point, string vault, string resource)
    {
        Assert.Equal("400 ResourceNotFoundException", (await stranger.BackupAsync("GET", RunningEmulator.PathOf(point, vault))).Refusal);
        Assert.Equal("400 ResourceNotFoundException", (await stranger.BackupAsync("DELETE", RunningEmulator.PathOf(point, vault))).Refusal);
        Assert.Equal(
            "400 ResourceNotFoundException",
            (await stranger.BackupAsync("PUT", "/backup-jobs", RunningEmulator.BackupOf(resource))).Refusal);
        foreach (var arn in new[] { point, resource })
        {
            Assert.Equal(
                "400 ResourceNotFound",
                (await stranger.FsxAsync("TagResource", new() { ["ResourceARN"] = arn, ["Tags"] = new JsonArray() })).Refusal);
        }
    }

    private RawAws Credentials(RawAnswer answer) => Aws with
    {
        AccessKey = answer.XmlText("AccessKeyId")!,
        Secret = answer.XmlText("SecretAccessKey")!,
        Token = answer.XmlText("SessionToken"),
    };

    private async Task<RawAws> AssumeAsync(RawAws caller, params (string Name, string Value)[] members) =>
        Credentials((await caller.StsAsync("AssumeRole", members)).Accepted());
}
