using System.Collections;
using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace FsxPortal.Core.AwsSdk.Wire;

/// <summary>What all operations of one AWS service share on the wire.</summary>
/// <param name="serviceName">The name by which the SDK's own pipeline knows the service.</param>
/// <param name="apiVersion">The version of the API, as its model dates it.</param>
/// <param name="tokenMembers">The members by which AWS tells a repeat from a second request.</param>
internal sealed class WireApi(
    string serviceName, string apiVersion, IReadOnlySet<string> tokenMembers, IJsonTypeInfoResolver shapes, WireErrors errors)
{
    public string ServiceName => serviceName;

    public string ApiVersion => apiVersion;

    public IReadOnlySet<string> TokenMembers => tokenMembers;

    public WireErrors Errors => errors;

    public JsonSerializerOptions Json { get; } = new()
    {
        TypeInfoResolver = shapes.WithAddedModifier(KeepModelledMembers),
        Converters = { new EpochSeconds() },
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
    };

    /// <summary>An operation of the REST-JSON protocol, such as <c>GET /jobs/{JobId}?maxResults={MaxResults}</c>.</summary>
    /// <remarks>Members that the route does not name travel in the body.</remarks>
    public InvokeOptions Rest<TRequest, TResponse>(string route)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new() =>
        Options<TResponse>(new RequestWriter(this, typeof(TRequest), Route.Parse(route), target: null));

    /// <summary>An operation of the JSON 1.1 protocol: everything travels in the body, and a header names the operation.</summary>
    public InvokeOptions Rpc<TRequest, TResponse>(string target)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new() =>
        Options<TResponse>(new RequestWriter(this, typeof(TRequest), Route.Parse("POST /"), target));

    private InvokeOptions Options<TResponse>(RequestWriter writer)
        where TResponse : AmazonWebServiceResponse, new() =>
        new() { RequestMarshaller = writer, ResponseUnmarshaller = new ResponseReader<TResponse>(this) };

    private static void KeepModelledMembers(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            var property = type.Properties[i];

            // The SDK's own members of a response (ContentLength, ...) are not AWS's to set.
            if (property.DeclaringType.Namespace == "Amazon.Runtime")
            {
                type.Properties.RemoveAt(i);
            }
            else
            {
                property.ShouldSerialize = (_, value) => IsSet(value);
            }
        }
    }

    private static bool IsSet(object? value) =>
        value is not null && !(AWSConfigs.InitializeCollections && value is ICollection { Count: 0 });
}

/// <summary>The errors of one service: those its model names, and the exception for all others.</summary>
internal sealed record WireErrors(
    FrozenDictionary<string, Func<WireError, AmazonServiceException>> Modelled, Func<WireError, AmazonServiceException> Unmodelled)
{
    public AmazonServiceException Create(WireError error) =>
        Modelled.TryGetValue(error.Code, out var create) ? create(error) : Unmodelled(error);
}
