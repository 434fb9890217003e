#pragma warning disable CA1720 // The constants bear the names that AWS gives them.

using Amazon.Runtime;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.IdentityManagement.Model
{
    public sealed class SimulatePrincipalPolicyRequest : AmazonWebServiceRequest
    {
        public string? PolicySourceArn { get; set; }
        public List<string>? ActionNames { get; set; } = Unset.Collection<List<string>>();
        public List<string>? ResourceArns { get; set; } = Unset.Collection<List<string>>();
        public List<ContextEntry>? ContextEntries { get; set; } = Unset.Collection<List<ContextEntry>>();
        public string? Marker { get; set; }
    }

    public sealed class SimulatePrincipalPolicyResponse : AmazonWebServiceResponse
    {
        public List<EvaluationResult>? EvaluationResults { get; set; } = Unset.Collection<List<EvaluationResult>>();
        public bool? IsTruncated { get; set; }
        public string? Marker { get; set; }
    }

    public sealed class EvaluationResult
    {
        public string? EvalActionName { get; set; }
        public string? EvalResourceName { get; set; }
        public PolicyEvaluationDecisionType? EvalDecision { get; set; }
    }

    public sealed class ContextEntry
    {
        public string? ContextKeyName { get; set; }
        public ContextKeyTypeEnum? ContextKeyType { get; set; }
        public List<string>? ContextKeyValues { get; set; } = Unset.Collection<List<string>>();
    }
}

namespace Amazon.IdentityManagement
{
    public sealed class PolicyEvaluationDecisionType(string value) : ConstantClass(value)
    {
        public static readonly PolicyEvaluationDecisionType Allowed = new("allowed");
        public static readonly PolicyEvaluationDecisionType ExplicitDeny = new("explicitDeny");
        public static readonly PolicyEvaluationDecisionType ImplicitDeny = new("implicitDeny");

        public static PolicyEvaluationDecisionType FindValue(string value) => FindValue<PolicyEvaluationDecisionType>(value);

        public static implicit operator PolicyEvaluationDecisionType(string value) => FindValue(value);
    }

    public sealed class ContextKeyTypeEnum(string value) : ConstantClass(value)
    {
        public static readonly ContextKeyTypeEnum String = new("string");

        public static ContextKeyTypeEnum FindValue(string value) => FindValue<ContextKeyTypeEnum>(value);

        public static implicit operator ContextKeyTypeEnum(string value) => FindValue(value);
    }
}
