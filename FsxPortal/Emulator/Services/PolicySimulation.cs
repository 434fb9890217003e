using System.Globalization;
using System.Xml.Linq;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services;

/// <summary>What the policies of a role or user would say to calls that nobody makes.</summary>
public sealed class PolicySimulation(AccessPolicies access)
{
    /// <summary>The decisions on each action and resource, for IAM's answer.</summary>
    public IReadOnlyList<XElement> Run(Call call, XNamespace space)
    {
        var principal = call.Text("PolicySourceArn") ?? throw call.Refuse("PolicySourceArn is required.");
        if (access.Of(principal) is null)
        {
            throw new AwsError("NoSuchEntity", $"{principal} cannot be found.", 404);
        }

        List<string> actions = [.. Members(call, "ActionNames")], resources = [.. Members(call, "ResourceArns")];
        if (actions.Count == 0 || actions.Exists(action => !action.Contains(':', StringComparison.Ordinal)))
        {
            throw new AwsError("InvalidInput", "ActionNames must hold actions such as backup:StartBackupJob.");
        }

        var context = ContextOf(call);
        return
        [
            new XElement(space + "EvaluationResults",
                from action in actions
                from resource in resources.DefaultIfEmpty("*")
                select new XElement(
                    space + "member", new XElement(space + "EvalActionName", action), new XElement(space + "EvalResourceName", resource),
                    new XElement(space + "EvalDecision", access.Decide(principal, new AccessRequest(action, resource, context))),
                    new XElement(space + "MatchedStatements"), new XElement(space + "MissingContextValues"))),
        ];
    }

    private static Dictionary<string, string> ContextOf(Call call)
    {
        var context = new Dictionary<string, string>();
        for (var place = 1; call.Text(
            string.Create(CultureInfo.InvariantCulture, $"ContextEntries.member.{place}.ContextKeyName")) is { } name; place++)
        {
            context[name] = Members(call, string.Create(CultureInfo.InvariantCulture, $"ContextEntries.member.{place}.ContextKeyValues"))
                .FirstOrDefault("");
        }

        return context;
    }

    private static IEnumerable<string> Members(Call call, string list)
    {
        for (var place = 1; call.Text(string.Create(CultureInfo.InvariantCulture, $"{list}.member.{place}")) is { } value; place++)
        {
            yield return value;
        }
    }
}
