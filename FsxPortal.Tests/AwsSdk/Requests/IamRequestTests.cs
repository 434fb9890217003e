using System.Net;
using Amazon;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using FsxPortal.Tests.AwsSdk.Models;

namespace FsxPortal.Tests.AwsSdk.Requests;

/// <summary>IAM's query protocol: a form goes out, XML comes back.</summary>
public sealed class IamRequestTests
{
    private const string Answer = """
        <SimulatePrincipalPolicyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><SimulatePrincipalPolicyResult>
          <IsTruncated>true</IsTruncated><Marker>m</Marker><Unknown>x</Unknown>
          <EvaluationResults>
            <member><EvalActionName>backup:StartBackupJob</EvalActionName><EvalResourceName>*</EvalResourceName><EvalDecision>allowed</EvalDecision></member>
            <member><EvalActionName>iam:PassRole</EvalActionName><EvalResourceName>*</EvalResourceName><EvalDecision>perhaps</EvalDecision></member>
          </EvaluationResults>
        </SimulatePrincipalPolicyResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></SimulatePrincipalPolicyResponse>
        """;

    private static readonly SimulatePrincipalPolicyRequest Request = new()
    {
        PolicySourceArn = "arn:aws:iam::1:role/r",
        ActionNames = ["backup:StartBackupJob", "iam:PassRole"],
        ResourceArns = ["*"],
        ContextEntries =
            [new() { ContextKeyName = "aws:RequestedRegion", ContextKeyType = ContextKeyTypeEnum.String,
                ContextKeyValues = ["eu-central-1"] }],
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_is_a_form_with_numbered_members()
    {
        await using var server = (await WireServer.StartAsync()).Answers(200, Answer, "text/xml");
        using var client = server.Iam();

        await client.SimulatePrincipalPolicyAsync(Request, Cancel);

        Assert.Equal("POST /", server.OnlyRequest.ToString());
        Assert.StartsWith("application/x-www-form-urlencoded", server.OnlyRequest.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Contains("/iam/aws4_request", server.OnlyRequest.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal(
            [
                "Action=SimulatePrincipalPolicy", "ActionNames.member.1=backup:StartBackupJob", "ActionNames.member.2=iam:PassRole",
                "ContextEntries.member.1.ContextKeyName=aws:RequestedRegion", "ContextEntries.member.1.ContextKeyType=string",
                "ContextEntries.member.1.ContextKeyValues.member.1=eu-central-1", "PolicySourceArn=arn:aws:iam::1:role/r",
                    "ResourceArns.member.1=*", "Version=2010-05-08",
            ],
            server.OnlyRequest.Body.Split('&').Select(WebUtility.UrlDecode).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_answer_is_read_whatever_else_it_holds()
    {
        await using var server = (await WireServer.StartAsync()).Answers(200, Answer, "text/xml");
        using var client = server.Iam();

        var answer = await client.SimulatePrincipalPolicyAsync(Request, Cancel);

        Assert.Equal((true, "m"), (answer.IsTruncated, answer.Marker));
        Assert.Equal(
            [PolicyEvaluationDecisionType.Allowed, PolicyEvaluationDecisionType.FindValue("perhaps")],
            answer.EvaluationResults!.Select(result => result.EvalDecision));
        Assert.Equal(["backup:StartBackupJob", "iam:PassRole"], answer.EvaluationResults!.Select(result => result.EvalActionName));
    }

    [Theory]
    [InlineData(
        "<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>gone</Message></Error><RequestId>r</RequestId></ErrorResponse>", 404, "NoSuchEntity", "gone", typeof(NoSuchEntityException))]
    [InlineData(
        "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>", 403, "AccessDenied", "no",
        typeof(AmazonIdentityManagementServiceException))]
    [InlineData(
        "<html>gateway", 400, "BadRequest", "AWS answered 400 (BadRequest) without saying why.",
        typeof(AmazonIdentityManagementServiceException))]
    public async Task An_error_has_its_code_its_message_and_its_class(string body, int status, string code, string message, Type type)
    {
        await using var server = (await WireServer.StartAsync()).Answers(status, body, "text/xml");
        using var client = server.Iam();

        var error = await Assert.ThrowsAnyAsync<AmazonServiceException>(() => client.SimulatePrincipalPolicyAsync(Request, Cancel));

        Assert.Equal((code, message, type), (error.ErrorCode, error.Message, error.GetType()));
    }

    [Theory]
    [InlineData("eu-central-1", "us-east-1")]
    [InlineData("cn-northwest-1", "cn-north-1")]
    [InlineData("us-gov-east-1", "us-gov-west-1")]
    public async Task A_request_is_signed_for_the_one_Region_of_its_partition(string region, string home)
    {
        var aws = new CannedAws();
        aws.Answers(HttpStatusCode.OK, Answer);
        using var client = new AmazonIdentityManagementServiceClient(
            "key", "secret",
            new AmazonIdentityManagementServiceConfig
            {
                RegionEndpoint = RegionEndpoint.GetBySystemName(region),
                HttpClientFactory = aws
            });

        await client.SimulatePrincipalPolicyAsync(Request, Cancel);

        Assert.Contains($"/{home}/iam/aws4_request", aws.Authorization, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eu-central-1", "https://iam.amazonaws.com/")]
    [InlineData("cn-northwest-1", "https://iam.cn-north-1.amazonaws.com.cn/")]
    [InlineData("us-gov-east-1", "https://iam.us-gov.amazonaws.com/")]
    public void One_host_serves_a_whole_partition(string region, string expected)
    {
        var config = new AmazonIdentityManagementServiceConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region) };

        Assert.Equal(expected, config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(Request)).URL);
    }
}
