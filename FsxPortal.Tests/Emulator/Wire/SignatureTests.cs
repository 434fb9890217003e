using System.Text;
using FsxPortal.Emulator.Wire;

namespace FsxPortal.Tests.Emulator.Wire;

public sealed class SignatureTests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private const string Time = "20260102T030405Z";

    [Theory]
    [InlineData(
        "/backup-vaults/v1/recovery-points/arn%3Aaws%3Afsx%3Aus-east-1%3A111122223333%3Abackup%2Fbackup-0123456789abcdef0", "",
        "66d4437abd061a753ab5304ac8a4d3b2758d3b2b371f15bccd1348085d76d644")]
    [InlineData(
        "/backup-jobs/", "createdAfter=2026-01-02T03%3A04%3A05.678000Z&resourceType=FSx&maxResults=1000",
        "fc1559fc8e053cb2bb7c995853ce50f72d8f11f759771fb331d79e5196422832")]
    public void A_path_and_a_query_have_their_known_signatures(string path, string query, string signature)
    {
        var headers = new Dictionary<string, string> { ["host"] = "backup.us-east-1.amazonaws.com", ["x-amz-date"] = Time };
        var request = new SignedRequest("GET", path, query, headers, []);

        Assert.Equal(signature, SignatureV4.Compute(request, "host;x-amz-date", "20260102/us-east-1/backup/aws4_request", Time, Secret));
    }

    [Fact]
    public void A_body_has_its_known_signature()
    {
        var headers = new Dictionary<string, string>
        {
            ["content-type"] = "application/x-amz-json-1.1",
            ["host"] = "fsx.us-east-1.amazonaws.com",
            ["x-amz-date"] = Time,
            ["x-amz-target"] = "AWSSimbaAPIService_v20180301.DescribeBackups",
        };
        var request = new SignedRequest(
            "POST", "/", "", headers, Encoding.UTF8.GetBytes("""{"BackupIds": ["backup-0123456789abcdef0"]}"""));

        Assert.Equal(
            "2d5afa88b9e9f899d24a1dcc6c4553095e6d0686538ecada15bbb8a041b36d3a",
            SignatureV4.Compute(request, "content-type;host;x-amz-date;x-amz-target", "20260102/us-east-1/fsx/aws4_request", Time, Secret));
    }
}
