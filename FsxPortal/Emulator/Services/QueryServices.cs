using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services;

/// <summary>The services that are asked by forms and answer in XML: AWS STS, Amazon EC2 and IAM.</summary>
public sealed partial class QueryServices(AwsWorld world)
{
    private static readonly XNamespace Sts = "https://sts.amazonaws.com/doc/2011-06-15/";
    private readonly Ec2Service _ec2 = new(world);
    private readonly IamService _iam = new(world);

    /// <summary>Carries an operation out.</summary>
    /// <param name="call">The request.</param>
    /// <param name="principal">The ARN of the caller.</param>
    /// <param name="realNow">The real time: temporary credentials expire by it.</param>
    public XElement Handle(Call call, string principal, DateTimeOffset realNow) => (call.Service, call.Operation) switch
    {
        ("sts", "GetCallerIdentity") => StsAnswer(call, new XElement(Sts + "Arn", principal),
            new XElement(Sts + "UserId", principal[(principal.LastIndexOf('/') + 1)..]), new XElement(Sts + "Account", call.Account)),
        ("sts", "AssumeRole") => AssumeRole(call, realNow),
        ("ec2", _) => _ec2.Handle(call),
        ("iam", _) => _iam.Handle(call),
        _ => throw new UnreachableException(),
    };

    private XElement AssumeRole(Call call, DateTimeOffset realNow)
    {
        var role = call.Text("RoleArn") ?? throw call.Refuse("RoleArn is required.");
        var session = call.Text("RoleSessionName") is { } name && SessionName().IsMatch(name) ? name
            : throw call.Refuse("RoleSessionName is missing or not valid.");
        var seconds = call.Number("DurationSeconds") ?? 3600;
        if (seconds is < 900 or > 43200)
        {
            throw call.Refuse("DurationSeconds must be between 900 and 43200.");
        }

        if (!world.Roles.Contains(role))
        {
            throw new AwsError("AccessDenied", $"The caller is not authorized to perform: sts:AssumeRole on resource: {role}", 403);
        }

        // The real expiry is part of the recorded call, so that a restart gives the same credentials.
        var expires = call.Instant(Call.RealExpiry) ?? realNow + TimeSpan.FromSeconds(seconds);
        call.Members[Call.RealExpiry] = expires.ToString("O", CultureInfo.InvariantCulture);
        var key = world.Credentials.Assume(role, session, world.NextNumber(), expires);
        call.Effect = $"assumed role {role}";
        return StsAnswer(call,
            new XElement(Sts + "Credentials",
                new XElement(Sts + "AccessKeyId", key.Id), new XElement(Sts + "SecretAccessKey", key.Secret),
                new XElement(Sts + "SessionToken", key.Token),
                    new XElement(Sts + "Expiration", expires.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture))),
            new XElement(Sts + "AssumedRoleUser",
                new XElement(Sts + "Arn", key.Principal), new XElement(Sts + "AssumedRoleId", $"AROA{key.Id[4..]}:{session}")));
    }

    private static XElement StsAnswer(Call call, params XElement[] members) => new(Sts + $"{call.Operation}Response",
        new XElement(Sts + $"{call.Operation}Result", members),
        new XElement(Sts + "ResponseMetadata", new XElement(Sts + "RequestId", AwsWorld.Uuid("request", call.Now.UtcTicks))));

    [GeneratedRegex(@"^[\w+=,.@-]{2,64}\z")]
    private static partial Regex SessionName();
}
