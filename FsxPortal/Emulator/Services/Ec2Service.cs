using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services;

/// <summary>The part of Amazon EC2 that restores are chosen from: Regions, and one
/// network with its subnets and security groups in each.</summary>
public sealed class Ec2Service(AwsWorld world)
{
    private static readonly XNamespace Space = "http://ec2.amazonaws.com/doc/2016-11-15/";

    /// <summary>Carries an operation out.</summary>
    public XElement Handle(Call call) => call.Operation switch
    {
        "DescribeRegions" => Answer(call, "regionInfo", Regions()),
        "DescribeVpcs" =>
            Answer(call, "vpcSet",
                Chosen(call, "VpcId", "vpcId",
                    [Item(("vpcId", Vpc(call)), ("cidrBlock", "10.0.0.0/16"), ("state", "available"), ("isDefault", "true"))])),
        "DescribeSubnets" =>
            Answer(call, "subnetSet", Chosen(call, "SubnetId", "subnetId", Enumerable.Range(1, 3).Select(number => Subnet(call, number)))),
        "DescribeSecurityGroups" =>
            Answer(call, "securityGroupInfo", Chosen(call, "GroupId", "groupId", [Group(call, 1, "default"), Group(call, 2, "fsx")])),
        _ => throw new UnreachableException(),
    };

    private IEnumerable<XElement> Regions() => world.Vaults.Values.Select(vault => vault.Region).Distinct().Order()
        .Select(region =>
            Item(("regionName", region), ("regionEndpoint", $"ec2.{region}.amazonaws.com"), ("optInStatus", "opt-in-not-required")));

    private static string Id(Call call, string kind, int number) =>
        $"{kind}-{AwsWorld.HexId(kind + call.Region + call.Account, number, 17)}";

    private static string Vpc(Call call) => Id(call, "vpc", 1);

    private static XElement Subnet(Call call, int number) => Item(
        ("subnetId", Id(call, "subnet", number)), ("vpcId", Vpc(call)), ("state", "available"), ("cidrBlock", $"10.0.{number}.0/24"),
        ("availableIpAddressCount", "251"), ("availabilityZone", $"{call.Region}{"abc"[number - 1]}"),
            ("availabilityZoneId", $"az{number}"), ("ownerId", call.Account));

    private static XElement Group(Call call, int number, string name) => Item(
        ("groupId", Id(call, "sg", number)), ("groupName", name), ("groupDescription", $"The security group {name}"), ("vpcId", Vpc(call)),
        ("ownerId", call.Account));

    private static XElement Item(params (string Name, string Value)[] members) =>
        new(Space + "item", members.Select(member => new XElement(Space + member.Name, member.Value)));

    private static IEnumerable<XElement> Chosen(Call call, string idMember, string idName, IEnumerable<XElement> items)
    {
        var ids = Numbered(call, idMember);
        var vpcs = Enumerable.Range(1, 20).Where(i => call.Text($"Filter.{i}.Name") == "vpc-id")
            .SelectMany(i => Numbered(call, $"Filter.{i}.Value")).ToList();
        var all = items.ToList();
        if (ids.Find(id => !all.Exists(item => item.Element(Space + idName)!.Value == id)) is { } unknown)
        {
            throw new AwsError(
                $"Invalid{idMember[..^2]}ID.NotFound".Replace("InvalidGroupID", "InvalidGroup", StringComparison.Ordinal),
                $"The ID '{unknown}' does not exist");
        }

        return all.Where(item => (ids.Count == 0 || ids.Contains(item.Element(Space + idName)!.Value))
            && (vpcs.Count == 0 || vpcs.Contains(item.Element(Space + "vpcId")!.Value)));
    }

    // EC2 writes lists as members with numbers.
    private static List<string> Numbered(Call call, string name) =>
        [.. Enumerable.Range(1, 50).Select(i => call.Text(string.Create(CultureInfo.InvariantCulture, $"{name}.{i}"))).OfType<string>()];

    private static XElement Answer(Call call, string set, IEnumerable<XElement> items) =>
        new(Space
            + $"{call.Operation}Response", new XElement(Space + "requestId", AwsWorld.Uuid("request", call.Now.UtcTicks)),
                new XElement(Space + set, items));
}
