using Amazon.Runtime;

namespace FsxPortal.Tests.AwsSdk;

public sealed class SignatureTests
{
    private const string Point = "arn:aws:fsx:us-east-1:111122223333:backup/backup-0123456789abcdef0";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(
        "/backup-vaults/v1/recovery-points/arn%3Aaws%3Afsx%3Aus-east-1%3A111122223333%3Abackup%2Fbackup-0123456789abcdef0",
        "66d4437abd061a753ab5304ac8a4d3b2758d3b2b371f15bccd1348085d76d644")]
    [InlineData(
        "/backup-jobs/?createdAfter=2026-01-02T03%3A04%3A05.678000Z&resourceType=FSx&maxResults=1000",
        "fc1559fc8e053cb2bb7c995853ce50f72d8f11f759771fb331d79e5196422832")]
    public void The_judge_agrees_with_known_signatures_of_requests_without_a_body(string target, string signature)
    {
        var headers = new Dictionary<string, string> { ["host"] = "backup.us-east-1.amazonaws.com", ["x-amz-date"] = "20260102T030405Z" };

        Assert.Equal(signature, SigV4.Sign("GET", target, headers, "", WireServer.SecretKey, "20260102/us-east-1/backup/aws4_request"));
    }

    [Fact]
    public void The_judge_agrees_with_a_known_signature_of_a_request_with_a_body()
    {
        var headers = new Dictionary<string, string>
        {
            ["content-type"] = "application/x-amz-json-1.1",
            ["host"] = "fsx.us-east-1.amazonaws.com",
            ["x-amz-date"] = "20260102T030405Z",
            ["x-amz-target"] = "AWSSimbaAPIService_v20180301.DescribeBackups",
        };

        Assert.Equal(
            "2d5afa88b9e9f899d24a1dcc6c4553095e6d0686538ecada15bbb8a041b36d3a",
            SigV4.Sign(
                "POST", "/", headers, """{"BackupIds": ["backup-0123456789abcdef0"]}""", WireServer.SecretKey,
                "20260102/us-east-1/fsx/aws4_request"));
    }

    [Fact]
    public async Task A_path_with_an_encoded_arn_is_signed_right()
    {
        await using var server = await WireServer.StartAsync();
        using var client = server.Backup();

        await client.DescribeRecoveryPointAsync(new() { BackupVaultName = "v1", RecoveryPointArn = Point }, Cancel);

        AssertSigned(server.OnlyRequest, "eu-central-1/backup/aws4_request");
    }

    [Fact]
    public async Task A_query_with_reserved_characters_is_signed_right()
    {
        await using var server = await WireServer.StartAsync();
        using var client = server.Backup();

        await client.ListBackupJobsAsync(
            new() { NextToken = "a+b/c= ~*'(ü", ByResourceArn = Point, ByCreatedAfter = DateTime.UnixEpoch, MaxResults = 5 }, Cancel);

        AssertSigned(server.OnlyRequest, "eu-central-1/backup/aws4_request");
    }

    [Fact]
    public async Task A_body_is_signed_right_and_a_changed_body_is_not()
    {
        await using var server = await WireServer.StartAsync();
        using var client = server.FSx();

        await client.TagResourceAsync(new() { ResourceARN = Point, Tags = [new() { Key = "Größe", Value = "a+b" }] }, Cancel);

        AssertSigned(server.OnlyRequest, "eu-central-1/fsx/aws4_request");
        var changed = server.OnlyRequest with { Body = server.OnlyRequest.Body + " " };
        Assert.NotEqual(SigV4.Authorization(changed).Signature, SigV4.Expected(changed, WireServer.SecretKey));
    }

    [Fact]
    public async Task The_token_of_temporary_credentials_is_sent_and_signed()
    {
        await using var server = await WireServer.StartAsync();
        using var client = server.Backup(new SessionAWSCredentials(WireServer.AccessKey, WireServer.SecretKey, "session-token"));

        await client.StartBackupJobAsync(new() { BackupVaultName = "v1" }, Cancel);

        AssertSigned(server.OnlyRequest, "eu-central-1/backup/aws4_request");
        Assert.Equal("session-token", server.OnlyRequest.Headers["x-amz-security-token"]);
        Assert.Contains("x-amz-security-token", SigV4.Authorization(server.OnlyRequest).SignedHeaders, StringComparison.Ordinal);
    }

    private static void AssertSigned(WireRequest request, string scope)
    {
        var authorization = SigV4.Authorization(request);
        Assert.EndsWith(scope, authorization.Scope, StringComparison.Ordinal);
        Assert.Equal(SigV4.Expected(request, WireServer.SecretKey), authorization.Signature);
    }
}
