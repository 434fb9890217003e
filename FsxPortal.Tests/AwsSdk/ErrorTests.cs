using System.Net;
using Amazon.Backup;
using Amazon.Backup.Model;
using Amazon.FSx;
using Amazon.FSx.Model;
using Amazon.Runtime;

namespace FsxPortal.Tests.AwsSdk;

public sealed class ErrorTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, Type> BackupErrors => new()
    {
        { "DependencyFailureException", typeof(DependencyFailureException) },
        { "InvalidParameterValueException", typeof(InvalidParameterValueException) },
        { "InvalidRequestException", typeof(InvalidRequestException) },
        { "InvalidResourceStateException", typeof(InvalidResourceStateException) },
        { "LimitExceededException", typeof(LimitExceededException) },
        { "MissingParameterValueException", typeof(MissingParameterValueException) },
        { "ResourceNotFoundException", typeof(Amazon.Backup.Model.ResourceNotFoundException) },
        { "ServiceUnavailableException", typeof(ServiceUnavailableException) },
        { "SomethingNewException", typeof(AmazonBackupException) },
    };

    public static TheoryData<string, Type> FSxErrors => new()
    {
        { "BackupNotFound", typeof(BackupNotFoundException) },
        { "BadRequest", typeof(BadRequestException) },
        { "FileSystemNotFound", typeof(FileSystemNotFoundException) },
        { "InternalServerError", typeof(InternalServerErrorException) },
        { "NotServiceResourceError", typeof(NotServiceResourceErrorException) },
        { "ResourceDoesNotSupportTagging", typeof(ResourceDoesNotSupportTaggingException) },
        { "ResourceNotFound", typeof(Amazon.FSx.Model.ResourceNotFoundException) },
        { "VolumeNotFound", typeof(VolumeNotFoundException) },
        { "BackupInProgress", typeof(Amazon.FSx.Model.BackupInProgressException) },
        { "FileCacheNotFound", typeof(AmazonFSxException) },
    };

    [Theory]
    [MemberData(nameof(BackupErrors))]
    public async Task An_error_of_Backup_becomes_the_exception_of_its_code(string code, Type exception)
    {
        var error = await BackupErrorAsync(400, """{"Message":"no"}""", headers: ("x-amzn-ErrorType", code));

        Assert.Equal(exception, error.GetType());
        Assert.Equal(code, error.ErrorCode);
    }

    [Theory]
    [MemberData(nameof(FSxErrors))]
    public async Task An_error_of_FSx_becomes_the_exception_of_its_code(string code, Type exception)
    {
        await using var server = (await WireServer.StartAsync())
            .Answers(400, $$"""{"__type":"com.amazonaws.fsx#{{code}}","Message":"no","ResourceARN":"arn"}""");
        using var client = server.FSx();

        var error = await Assert.ThrowsAnyAsync<AmazonFSxException>(() => client.DescribeFileSystemsAsync(new(), Cancel));

        Assert.Equal(exception, error.GetType());
        Assert.Equal((code, "no"), (error.ErrorCode, error.Message));
        Assert.Equal("arn", error is Amazon.FSx.Model.ResourceNotFoundException missing ? missing.ResourceARN : "arn");
    }

    [Fact]
    public async Task An_error_keeps_all_that_AWS_says()
    {
        var error = Assert.IsType<Amazon.Backup.Model.ResourceNotFoundException>(await BackupErrorAsync(
            400,
            """{"Code":"ERROR_1","Message":"Tresor fehlt: Größe","Type":"Client","Context":"vault"}""",
            headers: [("x-amzn-ErrorType", "ResourceNotFoundException:http://internal.amazon.com/"), ("x-amzn-RequestId", "request-1")]));

        Assert.Equal("ResourceNotFoundException", error.ErrorCode);
        Assert.Equal("Tresor fehlt: Größe", error.Message);
        Assert.Equal(("ERROR_1", "Client", "vault"), (error.Code, error.Type, error.Context));
        Assert.Equal(("request-1", HttpStatusCode.BadRequest, ErrorType.Sender), (error.RequestId, error.StatusCode, error.ErrorType));
    }

    [Theory]
    [InlineData(403, "<html><body>Blocked by the proxy</body></html>", "text/html")]
    [InlineData(403, "", "application/json")]
    [InlineData(404, "[1]", "application/json")]
    [InlineData(400, """{"__type":7,"message":{}}""", "application/json")]
    public async Task An_error_that_AWS_did_not_write_is_still_an_exception_of_the_service(int status, string body, string contentType)
    {
        var error = await BackupErrorAsync(status, body, contentType);

        Assert.IsType<AmazonBackupException>(error);
        Assert.Equal(status, (int)error.StatusCode);
        Assert.Contains(status.ToString(System.Globalization.CultureInfo.InvariantCulture), error.Message, StringComparison.Ordinal);
    }

    private static async Task<AmazonBackupException> BackupErrorAsync(
        int status, string body, string contentType = "application/json", params (string, string)[] headers)
    {
        await using var server = await WireServer.StartAsync();

        // The SDK takes some of these codes for throttling and asks again.
        for (var attempt = 0; attempt < 3; attempt++)
        {
            server.Answers(status, body, contentType, headers);
        }

        using var client = server.Backup();
        return await Assert.ThrowsAnyAsync<AmazonBackupException>(() => client.ListBackupJobsAsync(new(), Cancel));
    }
}
