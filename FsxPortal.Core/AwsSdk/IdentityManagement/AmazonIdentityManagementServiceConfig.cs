using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Util.Internal;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.IdentityManagement;

public sealed class AmazonIdentityManagementServiceConfig : ClientConfig
{
    // The version of the official package whose names these are.
    private static readonly string Agent = InternalSDKUtils.BuildUserAgentString(ServiceId, "4.0.100");

    public AmazonIdentityManagementServiceConfig()
        : base(DefaultModes.Provider)
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = "iam";
        EndpointProvider = new GlobalHost("iam");
    }

    public static new string ServiceId => "IAM";

    public override string RegionEndpointServiceName => "iam";

    public override string ServiceVersion => "2010-05-08";

    public override string UserAgent => Agent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        WirePipeline.Endpoint(this, parameters);
}
