using System.Diagnostics;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using FsxPortal.Core.Aws.Signing;
using FsxPortal.Core.Telemetry;

namespace FsxPortal.Core.Aws;

/// <summary>Measures and traces every call of every AWS client, at the outermost step of the SDK's pipeline.</summary>
public sealed class CallWatch : PipelineHandler
{
    private CallWatch()
    {
    }

    /// <summary>Watches all clients made from now on; doing it again changes nothing.</summary>
    public static void Install() => RuntimePipelineCustomizerRegistry.Instance.Register(new Installer());

    /// <inheritdoc/>
    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var request = executionContext.RequestContext;
        var service = request.ServiceMetaData.ServiceId;
        var operation = OperationOf(request.RequestName);
        using var activity = PortalTrace.AwsCall(service, operation);
        var start = Stopwatch.GetTimestamp();
        var result = "Ok";
        try
        {
            var answer = await base.InvokeAsync<T>(executionContext);
            activity?.SetTag("aws.request_id", (answer as AmazonWebServiceResponse)?.ResponseMetadata?.RequestId);
            return answer;
        }
        catch (Exception error)
        {
            result = AwsFault.ResultOf(error);
            LostAnswers.Tell(executionContext, error);
            activity?.SetStatus(ActivityStatusCode.Error, result).SetTag("aws.request_id", (error as AmazonServiceException)?.RequestId);
            throw;
        }
        finally
        {
            PortalMeter.AwsCalled(service, operation, result, Stopwatch.GetElapsedTime(start), request.Retries);
        }
    }

    private static string OperationOf(string request) =>
        request.EndsWith("Request", StringComparison.Ordinal) ? request[..^"Request".Length] : request;

    private sealed class Installer : IRuntimePipelineCustomizer
    {
        public string UniqueName => typeof(CallWatch).FullName!;

        public void Customize(Type type, RuntimePipeline pipeline)
        {
            pipeline.AddHandler(new Renewal());
            pipeline.AddHandler(new CallWatch());
            pipeline.AddHandlerAfter<RetryHandler>(new LostAnswers());
        }
    }
}
