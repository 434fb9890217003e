using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Util;

namespace FsxPortal.Core.AwsSdk.Wire;

/// <summary>The steps that a client adds to the SDK's own pipeline; everything else (retries, signing, ...) stays Amazon's.</summary>
internal static class WirePipeline
{
    public static void Customize(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new WireEndpoint());
        pipeline.AddHandlerAfter<Marshaller>(new WireSignature());
        pipeline.AddHandlerAfter<Unmarshaller>(new BufferedBody());
    }

    /// <summary>Where a client with this configuration would send <paramref name="parameters"/>.</summary>
    public static Endpoint Endpoint(ClientConfig config, ServiceOperationEndpointParameters parameters)
    {
        var request = new DefaultRequest(parameters.Request, config.ServiceId) { AlternateEndpoint = parameters.AlternateEndpoint };
        var context = new RequestContext(false) { ClientConfig = config, OriginalRequest = parameters.Request, Request = request };
        return new WireEndpoint().GetEndpoint(new Amazon.Runtime.Internal.ExecutionContext(context, null));
    }
}

internal sealed class WireSignature : BaseAuthResolverHandler
{
    protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) =>
        AuthSchemeOption.DEFAULT_SIGV4;
}

internal sealed class WireEndpoint : BaseEndpointResolver
{
    protected override void ServiceSpecificHandler(IExecutionContext executionContext, EndpointParameters parameters) =>
        InjectHostPrefix(executionContext.RequestContext);

    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext)
    {
        var config = requestContext.ClientConfig;
        return new()
        {
            [PartitionEndpoints.Region] = Region(requestContext),
            [PartitionEndpoints.UseDualStack] = config.UseDualstackEndpoint,
            [PartitionEndpoints.UseFips] = config.UseFIPSEndpoint,
            [PartitionEndpoints.Url] = config.ServiceURL,
        };
    }

    private static string? Region(IRequestContext context) =>
        context.Request.AlternateEndpoint?.SystemName
        ?? context.ClientConfig.RegionEndpoint?.SystemName
        ?? (context.ClientConfig.ServiceURL is { Length: > 0 } url ? AWSSDKUtils.DetermineRegion(url) : null);
}
