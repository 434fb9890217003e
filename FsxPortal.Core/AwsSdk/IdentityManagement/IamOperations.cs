using System.Globalization;
using System.Xml.Linq;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.IdentityManagement;

/// <summary>The operations of IAM that the portal needs, in the query protocol: a form goes out, XML comes back.</summary>
internal static class IamOperations
{
    public static InvokeOptions SimulatePrincipalPolicy { get; } = new()
    {
        RequestMarshaller = new SimulationWriter(),
        ResponseUnmarshaller = new SimulationReader()
    };

    private sealed class SimulationWriter : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            var asked = (SimulatePrincipalPolicyRequest)input;
            var request = new DefaultRequest(asked, "Amazon.IdentityManagement") { HttpMethod = "POST" };
            request.Parameters["Action"] = "SimulatePrincipalPolicy";
            request.Parameters["Version"] = "2010-05-08";
            Add(request, "PolicySourceArn", asked.PolicySourceArn);
            AddList(request, "ActionNames", asked.ActionNames);
            AddList(request, "ResourceArns", asked.ResourceArns);
            foreach (var (place, entry) in (asked.ContextEntries ?? []).Index())
            {
                var prefix = string.Create(CultureInfo.InvariantCulture, $"ContextEntries.member.{place + 1}");
                Add(request, $"{prefix}.ContextKeyName", entry.ContextKeyName);
                Add(request, $"{prefix}.ContextKeyType", entry.ContextKeyType?.Value);
                AddList(request, $"{prefix}.ContextKeyValues", entry.ContextKeyValues);
            }

            Add(request, "Marker", asked.Marker);
            return request;
        }

        private static void AddList(DefaultRequest request, string name, List<string>? values)
        {
            foreach (var (place, value) in (values ?? []).Index())
            {
                Add(request, string.Create(CultureInfo.InvariantCulture, $"{name}.member.{place + 1}"), value);
            }
        }

        private static void Add(DefaultRequest request, string name, string? value)
        {
            if (value is not null)
            {
                request.Parameters[name] = value;
            }
        }
    }

    private sealed class SimulationReader : XmlAnswer
    {
        protected override AmazonWebServiceResponse Read(XElement result) => new SimulatePrincipalPolicyResponse
        {
            IsTruncated = (bool?)Member(result, "IsTruncated"),
            Marker = (string?)Member(result, "Marker"),
            EvaluationResults = [.. (Member(result, "EvaluationResults")?.Elements() ?? []).Select(evaluation => new EvaluationResult
            {
                EvalActionName = (string?)Member(evaluation, "EvalActionName"),
                EvalResourceName = (string?)Member(evaluation, "EvalResourceName"),
                EvalDecision = (string?)Member(evaluation, "EvalDecision") is { } decision
                    ? PolicyEvaluationDecisionType.FindValue(decision) : null,
            })],
        };

        protected override AmazonServiceException Create(WireError error) => error.Code == "NoSuchEntity"
            ? new NoSuchEntityException(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status)
            : new AmazonIdentityManagementServiceException(
                error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.Status);
    }
}
