using FsxPortal.Emulator.World;

namespace FsxPortal.Tests.Emulator.Wire;

/// <summary>Who is turned away, and how each protocol says so.</summary>
public sealed class RefusalTests : EmulatorTest
{
    [Theory]
    [InlineData("backup", "403 MissingAuthenticationTokenException")]
    [InlineData("fsx", "403 MissingAuthenticationTokenException")]
    [InlineData("kms", "403 MissingAuthenticationTokenException")]
    [InlineData("sts", "403 MissingAuthenticationToken")]
    [InlineData("ec2", "403 MissingAuthenticationToken")]
    public async Task A_request_without_a_signature_is_refused(string service, string refusal)
    {
        var (method, target, headers, body) = service switch
        {
            "backup" => ("GET", "/backup-vaults", new Dictionary<string, string>(), ""),
            "fsx" => ("POST", "/", new() { ["x-amz-target"] = "AWSSimbaAPIService_v20180301.DescribeVolumes" }, "{}"),
            "kms" => ("POST", "/", new() { ["x-amz-target"] = "TrentService.ListKeys" }, "{}"),
            "sts" =>
                ("POST", "/", new() { ["content-type"] = "application/x-www-form-urlencoded" },
                    "Action=GetCallerIdentity&Version=2011-06-15"),
            _ => ("POST", "/", new() { ["content-type"] = "application/x-www-form-urlencoded" },
                "Action=DescribeRegions&Version=2016-11-15"),
        };

        Assert.Equal(refusal, (await Aws.SendAsync(method, target, null, headers, body)).Refusal);
    }

    [Fact]
    public async Task An_unknown_key_is_refused() =>
        await AssertRefusedAsync(
            Aws with { AccessKey = "AKIANOBODYKNOWSTHIS0" }, "403 UnrecognizedClientException", "403 InvalidClientTokenId",
            "401 AuthFailure");

    [Fact]
    public async Task A_wrong_secret_is_refused() =>
        await AssertRefusedAsync(
            Aws with { Secret = "wrong" }, "403 InvalidSignatureException", "403 SignatureDoesNotMatch", "401 AuthFailure");

    [Theory]
    [InlineData(-16)]
    [InlineData(16)]
    public async Task A_signature_of_another_time_is_refused(int minutes) =>
        await AssertRefusedAsync(Aws with { SignedAt = TimeProvider.System.GetUtcNow() + Minutes(minutes) },
            "403 InvalidSignatureException", "403 SignatureDoesNotMatch", "401 AuthFailure");

    [Theory]
    [InlineData(-14)]
    [InlineData(14)]
    public async Task A_clock_that_is_a_little_off_is_accepted(int minutes) =>
        Assert.Equal(
            200, (await (Aws with { SignedAt = TimeProvider.System.GetUtcNow() + Minutes(minutes) }).GetAsync("/backup-vaults")).Status);

    [Fact]
    public async Task Expired_temporary_credentials_are_refused()
    {
        var expired = new AccessKey(
            "ASIAEXPIRED000000001", "secret", RunningEmulator.Account, "somebody", "token", TimeProvider.System.GetUtcNow() - Seconds(1));
        Emulator.App.Aws.World.Credentials.Add(expired);

        await AssertRefusedAsync(Aws with { AccessKey = expired.Id, Secret = "secret", Token = "token" },
            "403 ExpiredTokenException", "403 ExpiredToken", "403 RequestExpired");
    }

    [Theory]
    [InlineData("other")]
    [InlineData(null)]
    public async Task Temporary_credentials_need_their_token(string? token)
    {
        Emulator.App.Aws.World.Credentials.Add(
            new AccessKey(
                "ASIATEMPORARY0000001", "secret", RunningEmulator.Account, "somebody", "token", TimeProvider.System.GetUtcNow()
                    + Minutes(5)));

        await AssertRefusedAsync(Aws with { AccessKey = "ASIATEMPORARY0000001", Secret = "secret", Token = token },
            "403 UnrecognizedClientException", "403 InvalidClientTokenId", "401 AuthFailure");
    }

    [Fact]
    public async Task A_lasting_key_with_a_token_is_refused() =>
        await AssertRefusedAsync(
            Aws with { Token = "token" }, "403 UnrecognizedClientException", "403 InvalidClientTokenId", "401 AuthFailure");

    private static async Task AssertRefusedAsync(RawAws caller, string json, string sts, string ec2) => Assert.Equal(
        [json, json, json, sts, ec2],
        [
            (await caller.BackupAsync("GET", "/backup-vaults")).Refusal, (await caller.FsxAsync("DescribeFileSystems")).Refusal,
            (await caller.KmsAsync("ListKeys")).Refusal,
            (await caller.StsAsync("GetCallerIdentity")).Refusal, (await caller.Ec2Async("DescribeRegions")).Refusal,
        ]);
}
