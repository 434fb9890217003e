using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Util.Internal;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.Backup;

public sealed class AmazonBackupConfig : ClientConfig
{
    // The version of the official package whose names these are.
    private static readonly string Agent = InternalSDKUtils.BuildUserAgentString(ServiceId, "4.0.100");

    public AmazonBackupConfig()
        : base(DefaultModes.Provider)
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = "backup";
        EndpointProvider = new PartitionEndpoints("backup");
    }

    public static new string ServiceId => "Backup";

    public override string RegionEndpointServiceName => "backup";

    public override string ServiceVersion => "2018-11-15";

    public override string UserAgent => Agent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        WirePipeline.Endpoint(this, parameters);
}
