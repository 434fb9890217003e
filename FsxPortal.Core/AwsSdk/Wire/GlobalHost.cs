using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace FsxPortal.Core.AwsSdk.Wire;

/// <summary>The rule of services that have one host for a whole partition, and one Region to sign for.</summary>
internal sealed class GlobalHost(string service) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        if (parameters[PartitionEndpoints.Url] is string { Length: > 0 } url)
        {
            return new(url);
        }

        var partition = Fn.Partition((string?)parameters[PartitionEndpoints.Region] ?? "us-east-1").name;
        var (host, region) = partition switch
        {
            "aws" => ($"{service}.amazonaws.com", "us-east-1"),
            "aws-cn" => ($"{service}.cn-north-1.amazonaws.com.cn", "cn-north-1"),
            "aws-us-gov" => ($"{service}.us-gov.amazonaws.com", "us-gov-west-1"),
            _ => throw new AmazonClientException(
                $"The endpoint of {service} in the partition {partition} is not known here: set a service URL."),
        };
        var signature = new PropertyBag { ["name"] = "sigv4", ["signingName"] = service, ["signingRegion"] = region };
        return new($"https://{host}") { Attributes = new PropertyBag { ["authSchemes"] = new List<object> { signature } } };
    }
}
