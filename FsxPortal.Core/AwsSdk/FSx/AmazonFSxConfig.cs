using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Util.Internal;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.FSx;

public sealed class AmazonFSxConfig : ClientConfig
{
    // The version of the official package whose names these are.
    private static readonly string Agent = InternalSDKUtils.BuildUserAgentString(ServiceId, "4.0.100");

    public AmazonFSxConfig()
        : base(DefaultModes.Provider)
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = "fsx";
        EndpointProvider = new PartitionEndpoints("fsx");
    }

    public static new string ServiceId => "FSx";

    public override string RegionEndpointServiceName => "fsx";

    public override string ServiceVersion => "2018-03-01";

    public override string UserAgent => Agent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        WirePipeline.Endpoint(this, parameters);
}
