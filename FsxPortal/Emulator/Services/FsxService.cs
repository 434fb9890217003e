using System.Globalization;
using System.Text.Json.Nodes;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services;

/// <summary>Amazon FSx.</summary>
public sealed class FsxService(AwsWorld world)
{
    private const int MaxIds = 50;
    private const int MaxPage = 100;
    private readonly FsxBackupOperations _backups = new(world);
    private readonly FsxTagOperations _tags = new(world);

    /// <summary>Carries an operation out.</summary>
    public JsonObject Handle(Call call) => call.Operation switch
    {
        "DescribeFileSystems" => DescribeFileSystems(call),
        "DescribeVolumes" => DescribeVolumes(call),
        "DescribeBackups" => _backups.Describe(call),
        "DeleteBackup" => _backups.Delete(call),
        "ListTagsForResource" => _tags.List(call),
        "TagResource" => _tags.Tag(call),
        "UntagResource" => _tags.Untag(call),
        "CreateFileSystem" => Create(call),
        "DeleteFileSystem" => Delete(call),
        _ => throw new AwsError("UnknownOperationException", "The operation is not known.", 404),
    };

    /// <summary>The size of a page; FSx caps it.</summary>
    public static int PageSize(Call call) => call.Number("MaxResults") switch
    {
        null => MaxPage,
        >= 1 and var size => Math.Min(size, MaxPage),
        _ => throw new AwsError("BadRequest", "MaxResults must be at least 1."),
    };

    /// <summary>Refuses more ids than FSx takes.</summary>
    public static IReadOnlyList<string> Ids(Call call, string member)
    {
        var ids = call.List(member);
        return ids.Count <= MaxIds ? ids : throw new AwsError("BadRequest", $"{member} has more than {MaxIds} members.");
    }

    /// <summary>A shape with its tags.</summary>
    public static JsonObject Shape(EmulatedResource resource)
    {
        var shape = resource.Shape.DeepClone().AsObject();
        shape["Tags"] = TagList(resource.Tags);
        return shape;
    }

    /// <summary>Tags as FSx writes them.</summary>
    public static JsonArray TagList(IEnumerable<KeyValuePair<string, string>> tags) =>
        new([.. tags.Select(tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value })]);

    private JsonObject DescribeFileSystems(Call call)
    {
        var (page, next) = Page(call, Ids(call, "FileSystemIds"), isVolume: false, "FileSystemNotFound");
        return new JsonObject { ["FileSystems"] = new JsonArray([.. page.Select(Shape)]), ["NextToken"] = next };
    }

    private JsonObject DescribeVolumes(Call call)
    {
        var (page, next) = Page(call, Ids(call, "VolumeIds"), isVolume: true, "VolumeNotFound");
        return new JsonObject { ["Volumes"] = new JsonArray([.. page.Select(Shape)]), ["NextToken"] = next };
    }

    private (List<EmulatedResource> Page, string? Next) Page(Call call, IReadOnlyList<string> ids, bool isVolume, string notFound)
    {
        var own = Own(call).Where(resource => resource.IsVolume == isVolume).ToList();
        if (ids.FirstOrDefault(id => !own.Exists(resource => resource.Id == id)) is { } unknown)
        {
            throw new AwsError(notFound, $"'{unknown}' does not exist.");
        }

        var chosen = own.Where(resource => ids.Count == 0 || ids.Contains(resource.Id)).OrderBy(Age, StringComparer.Ordinal);
        return Paging.Cut(call, chosen, Age, PageSize(call), call.Text("NextToken"));
    }

    private IEnumerable<EmulatedResource> Own(Call call) => world.Resources.Values.Where(resource => resource.Account == call.Account && resource.Region == call.Region);

    // The oldest first; nothing that is created or deleted between two pages moves the others.
    private static string Age(EmulatedResource resource) =>
        string.Create(CultureInfo.InvariantCulture, $"{(decimal)resource.Shape["CreationTime"]!:0000000000.000} {resource.Arn}");

    private JsonObject Create(Call call)
    {
        var type = call.Text("FileSystemType") is "WINDOWS" or "LUSTRE" or "ONTAP" or "OPENZFS" ? call.Text("FileSystemType")!
            : throw call.Refuse($"FileSystemType {call.Text("FileSystemType")} is not known.");
        var spec = new FileSystemSpec
        {
            Capacity = call.Number("StorageCapacity") ?? 1200,
            StorageType = call.Text("StorageType") ?? "SSD",
            Configuration = call.Members.FirstOrDefault(pair => pair.Key.EndsWith("Configuration", StringComparison.Ordinal)).Value as JsonObject,
            Tags = call.Tags("Tags"),
            CreatedAt = call.Now,
        };
        FsxTagOperations.Demand(call, spec.Tags, spec.Tags);
        var token = call.Text("ClientRequestToken") is { } given ? $"{call.Lane}/file-system/{given}" : null;
        if (token is not null && world.Tokens.TryGetValue(token, out var before) && world.Resources.TryGetValue(before.JobId, out var existing))
        {
            return before.Members == call.Fingerprint()
                ? new JsonObject { ["FileSystem"] = Shape(existing) }
                : throw new AwsError("IncompatibleParameterError", "The client request token was used before with other parameters.");
        }

        var resource = FileSystemShapes.FileSystem($"fs-{AwsWorld.HexId("fs", world.NextNumber(), 17)}", call.Account, call.Region, type, spec);
        world.Resources.Add(resource.Arn, resource);
        if (token is not null)
        {
            world.Tokens[token] = (call.Fingerprint(), resource.Arn);
        }

        call.Effect = $"created file system {resource.Id}";
        return new JsonObject { ["FileSystem"] = Shape(resource) };
    }

    private JsonObject Delete(Call call)
    {
        var id = call.Text("FileSystemId");
        var resource = Own(call).FirstOrDefault(known => known.Id == id && !known.IsVolume)
            ?? throw new AwsError("FileSystemNotFound", $"'{id}' does not exist.");
        if (Own(call).Any(volume => volume.IsVolume && (string?)volume.Shape["FileSystemId"] == id))
        {
            throw call.Refuse($"'{id}' has volumes. Delete them first.");
        }

        world.Resources.Remove(resource.Arn);
        call.Effect = $"deleted file system {resource.Id}";
        return new JsonObject { ["FileSystemId"] = id, ["Lifecycle"] = "DELETING" };
    }
}
