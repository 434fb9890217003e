using System.Diagnostics;
using System.Xml.Linq;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services;

/// <summary>The part of IAM that says who may do what: roles, and policies inside roles and users.</summary>
public sealed class IamService(AwsWorld world)
{
    private static readonly XNamespace Space = "https://iam.amazonaws.com/doc/2010-05-08/";

    /// <summary>Carries an operation out.</summary>
    public XElement Handle(Call call) => call.Operation switch
    {
        "CreateRole" => CreateRole(call),
        "GetRole" => Answer(call, Role(Find(call, "RoleName"))),
        "ListRoles" =>
            Answer(call, new XElement(Space + "Roles", Own(call).Select(arn => new XElement(Space + "member", Role(arn).Elements()))),
                Ended()),
        "DeleteRole" => DeleteRole(call),
        "PutRolePolicy" => Put(call, "RoleName"),
        "PutUserPolicy" => Put(call, "UserName"),
        "GetRolePolicy" => Get(call, "RoleName"),
        "GetUserPolicy" => Get(call, "UserName"),
        "DeleteRolePolicy" => Delete(call, "RoleName"),
        "DeleteUserPolicy" => Delete(call, "UserName"),
        "ListRolePolicies" => List(call, "RoleName"),
        "ListUserPolicies" => List(call, "UserName"),
        "SimulatePrincipalPolicy" => Answer(call, [.. new PolicySimulation(world.Access).Run(call, Space), Ended()]),
        _ => throw new UnreachableException(),
    };

    private XElement CreateRole(Call call)
    {
        var name = call.Text("RoleName") ?? throw call.Refuse("RoleName is required.");
        var arn = $"arn:aws:iam::{call.Account}:role{call.Text("Path") ?? "/"}{name}";
        if (Own(call).Any(known => NameOf(known) == NameOf(arn)))
        {
            throw new AwsError("EntityAlreadyExists", $"Role with name {NameOf(arn)} already exists.", 409);
        }

        world.Roles.Add(arn);
        world.Access.Add(arn);
        call.Effect = $"created role {arn}";
        return Answer(call, Role(arn));
    }

    private XElement DeleteRole(Call call)
    {
        var arn = Find(call, "RoleName");
        if (world.Access.Of(arn)?.Count > 0)
        {
            throw new AwsError("DeleteConflict", "Cannot delete entity, must delete policies first.", 409);
        }

        world.Roles.Remove(arn);
        world.Access.Remove(arn);
        call.Effect = $"deleted role {arn}";
        return Answer(call);
    }

    private XElement Put(Call call, string member)
    {
        var arn = Find(call, member);
        try
        {
            Policies(arn)[PolicyName(call)] = PolicyDocument.Parse(call.Text("PolicyDocument") ?? "");
        }
        catch (FormatException wrong)
        {
            throw new AwsError("MalformedPolicyDocument", wrong.Message);
        }

        call.Effect = $"changed the policies of {arn}";
        return Answer(call);
    }

    private XElement Get(Call call, string member)
    {
        var policy = Policies(Find(call, member)).GetValueOrDefault(PolicyName(call)) ?? throw Unknown($"The policy {PolicyName(call)}");
        return Answer(call, new XElement(Space + member, call.Text(member)), new XElement(Space + "PolicyName", PolicyName(call)),
            new XElement(Space + "PolicyDocument", Uri.EscapeDataString(policy.Text)));
    }

    private XElement Delete(Call call, string member)
    {
        var arn = Find(call, member);
        if (!Policies(arn).Remove(PolicyName(call)))
        {
            throw Unknown($"The policy {PolicyName(call)}");
        }

        call.Effect = $"changed the policies of {arn}";
        return Answer(call);
    }

    private XElement List(Call call, string member) => Answer(call,
        new XElement(Space + "PolicyNames", Policies(Find(call, member)).Keys.Select(name => new XElement(Space + "member", name))),
            Ended());

    private SortedDictionary<string, PolicyDocument> Policies(string arn) => world.Access.Of(arn) ?? throw Unknown(arn);

    private IEnumerable<string> Own(Call call) => world.Roles.Where(arn => arn.Split(':')[4] == call.Account).Order(StringComparer.Ordinal);

    private string Find(Call call, string member)
    {
        var name = call.Text(member) ?? throw call.Refuse($"{member} is required.");
        var arn = member == "UserName" ? $"arn:aws:iam::{call.Account}:user/{name}"
            : Own(call).FirstOrDefault(known => NameOf(known) == name);
        return arn is not null && world.Access.Of(arn) is not null ? arn
            : throw Unknown($"The {(member == "UserName" ? "user" : "role")} with name {name}");
    }

    private static string PolicyName(Call call) => call.Text("PolicyName") ?? throw call.Refuse("PolicyName is required.");

    private static string NameOf(string arn) => arn[(arn.LastIndexOf('/') + 1)..];

    private static AwsError Unknown(string what) => new("NoSuchEntity", $"{what} cannot be found.", 404);

    private static XElement Role(string arn)
    {
        var path = arn.Split(':')[5]["role".Length..^NameOf(arn).Length];
        return new XElement(Space + "Role", new XElement(Space + "Path", path), new XElement(Space + "RoleName", NameOf(arn)),
            new XElement(Space + "RoleId", $"AROA{AwsWorld.HexId(arn, 1, 17).ToUpperInvariant()}"), new XElement(Space + "Arn", arn),
            new XElement(Space + "CreateDate", "2026-01-01T00:00:00Z"));
    }

    private static XElement Ended() => new(Space + "IsTruncated", "false");

    private static XElement Answer(Call call, params XElement[] members) => new(Space + $"{call.Operation}Response",
        members.Length == 0 ? null : new XElement(Space + $"{call.Operation}Result", members),
        new XElement(Space + "ResponseMetadata", new XElement(Space + "RequestId", AwsWorld.Uuid("request", call.Now.UtcTicks))));
}
