using System.Collections;
using System.Net;
using Amazon.Runtime;
using FsxPortal.Tests.House;
using FsxPortal.Tests.Judges;

namespace FsxPortal.Tests.AwsSdk.Models;

/// <summary>Answers and errors that hold all that AWS's models name, read by our clients.</summary>
public sealed class AnswerTests(ITestOutputHelper output)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("backup")]
    [InlineData("fsx")]
    public async Task Every_member_of_an_answer_is_read(string service)
    {
        var model = await JavaScriptSdk.ReadAsync(service, Cancel);
        using var client = OurClient.Of(service);
        var read = new List<string>();
        foreach (var operation in client.Operations.Keys)
        {
            client.Aws.Answers(HttpStatusCode.OK, new ModelSample(model).Of(model.Operations[operation].Output).ToJsonString());

            Look(await client.CallAsync(operation, client.Request(operation).Request, Cancel), operation, read);
        }

        output.Judged($"Our client of {service}: {read.Count} members of {client.Operations.Count} answers were read.");
        Assert.NotEmpty(read);
        Report.Nothing(read.Where(line => line.EndsWith("null", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("backup")]
    [InlineData("fsx")]
    public async Task Every_error_that_an_operation_names_has_its_exception(string service)
    {
        var model = await JavaScriptSdk.ReadAsync(service, Cancel);
        using var client = OurClient.Of(service);
        var errors = client.Operations.Keys.SelectMany(operation => model.Operations[operation].Errors.Select(error => (operation, error)))
            .ToList();
        foreach (var (operation, error) in errors)
        {
            client.Aws.Answers(HttpStatusCode.BadRequest, new ModelSample(model).Of(error).ToJsonString(), error);

            var thrown = await Assert.ThrowsAnyAsync<AmazonServiceException>(() =>
                client.CallAsync(operation, client.Request(operation).Request, Cancel));

            Assert.Equal(error.EndsWith("Exception", StringComparison.Ordinal) ? error : $"{error}Exception", thrown.GetType().Name);
            Assert.Equal((error, "text"), (thrown.ErrorCode, thrown.Message));
            Assert.All(OurModel.Properties(thrown.GetType()), member => Assert.NotNull(member.GetValue(thrown)));
        }

        output.Judged($"Our client of {service}: {errors.Count} errors of {client.Operations.Count} operations were thrown.");
    }

    private static void Look(object part, string path, List<string> read)
    {
        foreach (var member in OurModel.Properties(part.GetType()))
        {
            var value = member.GetValue(part);
            read.Add($"{path}.{member.Name}{(value is null or ICollection { Count: 0 } ? ": null" : "")}");
            var inner = value is IList list ? list[0] : value;
            if (inner?.GetType().Namespace?.EndsWith(".Model", StringComparison.Ordinal) == true)
            {
                Look(inner, $"{path}.{member.Name}", read);
            }
        }
    }
}
