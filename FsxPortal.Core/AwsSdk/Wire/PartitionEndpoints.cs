using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace FsxPortal.Core.AwsSdk.Wire;

/// <summary>The plain rule of most services: one host per Region, in the domain of the Region's partition.</summary>
internal sealed class PartitionEndpoints(string prefix) : IEndpointProvider
{
    public const string Region = "Region";
    public const string UseDualStack = "UseDualStack";
    public const string UseFips = "UseFIPS";
    public const string Url = "Endpoint";

    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var (fips, dualStack) = (parameters[UseFips] is true, parameters[UseDualStack] is true);
        if (parameters[Url] is string { Length: > 0 } url)
        {
            return fips || dualStack
                ? throw new AmazonClientException("A service URL of one's own cannot be combined with FIPS or dual-stack endpoints.")
                : new(url);
        }

        if (parameters[Region] is not string { Length: > 0 } region)
        {
            throw new AmazonClientException("No AWS Region is set, and no service URL.");
        }

        var partition = Fn.Partition(region);
        if ((fips && !partition.supportsFIPS) || (dualStack && !partition.supportsDualStack))
        {
            throw new AmazonClientException(
                $"The partition {partition.name} has no endpoints of the kind asked for (FIPS: {fips}, dual-stack: {dualStack}).");
        }

        return new($"https://{prefix}{(fips ? "-fips" : "")}.{region}.{(dualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix)}");
    }
}
