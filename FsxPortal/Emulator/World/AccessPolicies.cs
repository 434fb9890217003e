namespace FsxPortal.Emulator.World;

/// <summary>The policies of roles and users by their ARNs. Who has none may do nothing; who is not known here may do everything.</summary>
public sealed class AccessPolicies
{
    private const string Everything = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
    private readonly Dictionary<string, SortedDictionary<string, PolicyDocument>> _policies = [];

    /// <summary>Makes somebody known, who may do everything.</summary>
    public void AddAlmighty(string arn) =>
        _policies[arn] = new(StringComparer.Ordinal) { ["Everything"] = PolicyDocument.Parse(Everything) };

    /// <summary>Makes somebody known, who may do nothing yet.</summary>
    public void Add(string arn) => _policies[arn] = new(StringComparer.Ordinal);

    public void Remove(string arn) => _policies.Remove(arn);

    /// <summary>The policies of a role or user by name; none if it is not known.</summary>
    public SortedDictionary<string, PolicyDocument>? Of(string arn) => _policies.GetValueOrDefault(arn);

    /// <summary>Whether somebody may do something: a policy allows it and none denies it.</summary>
    /// <param name="principal">A role, a user, or somebody who has assumed a role.</param>
    /// <param name="request">What is to be done.</param>
    public bool Allows(string principal, AccessRequest request) =>
        Decide(ArnOf(principal), request) is null or "allowed";

    /// <summary>Whether the role of a job may do something in a Region.</summary>
    public bool Allows(string role, string action, string region) =>
        Allows(role, new AccessRequest(action, "*", new Dictionary<string, string> { ["aws:RequestedRegion"] = region }));

    /// <summary>The same in IAM's words: allowed, explicitDeny or implicitDeny; none for somebody not known here.</summary>
    public string? Decide(string principal, AccessRequest request) => Of(principal) is not { } policies ? null
        : policies.Values.Any(policy => policy.Has("Deny", request)) ? "explicitDeny"
        : policies.Values.Any(policy => policy.Has("Allow", request)) ? "allowed"
        : "implicitDeny";

    /// <summary>The ARN of a user or, of somebody who has assumed a role, that of the role.</summary>
    public string ArnOf(string principal) => principal.Contains(":assumed-role/", StringComparison.Ordinal) ? RoleOf(principal) : principal;

    // Who has assumed a role is named without the role's path.
    private string RoleOf(string principal)
    {
        var parts = principal.Split(':', 6);
        var name = parts[5].Split('/')[1];
        return _policies.Keys.FirstOrDefault(arn =>
            arn.StartsWith($"arn:aws:iam::{parts[4]}:role/", StringComparison.Ordinal)
                && arn.EndsWith($"/{name}", StringComparison.Ordinal)) ?? principal;
    }
}
