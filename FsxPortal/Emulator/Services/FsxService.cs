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

    /// <summary>Carries an operation out.</summary>
    public JsonObject Handle(Call call) => call.Operation switch
    {
        "DescribeFileSystems" => DescribeFileSystems(call),
        "DescribeVolumes" => DescribeVolumes(call),
        "DescribeBackups" => _backups.Describe(call),
        "DeleteBackup" => _backups.Delete(call),
        "ListTagsForResource" => ListTags(call),
        "TagResource" => Tag(call),
        "UntagResource" => Untag(call),
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
    public static JsonArray TagList(IReadOnlyDictionary<string, string> tags) =>
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
        var own = world.Resources.Values.Where(resource => resource.Account == call.Account && resource.Region == call.Region && resource.IsVolume == isVolume).ToList();
        if (ids.FirstOrDefault(id => !own.Exists(resource => resource.Id == id)) is { } unknown)
        {
            throw new AwsError(notFound, $"'{unknown}' does not exist.");
        }

        var chosen = own.Where(resource => ids.Count == 0 || ids.Contains(resource.Id)).Select((resource, number) => (Resource: resource, Number: (long)number));
        var (page, next) = Paging.Cut(call, chosen, item => item.Number, PageSize(call), call.Text("NextToken"));
        return ([.. page.Select(item => item.Resource)], next);
    }

    private JsonObject ListTags(Call call) => new() { ["Tags"] = TagList(TagsOf(call)) };

    private JsonObject Tag(Call call)
    {
        var tags = TagsOf(call);
        foreach (var (key, value) in call.Tags("Tags"))
        {
            tags[key] = value;
        }

        call.Effect = $"tagged {call.Text("ResourceARN")}";
        return [];
    }

    private JsonObject Untag(Call call)
    {
        var tags = TagsOf(call);
        foreach (var key in call.List("TagKeys"))
        {
            tags.Remove(key);
        }

        call.Effect = $"untagged {call.Text("ResourceARN")}";
        return [];
    }

    private Dictionary<string, string> TagsOf(Call call)
    {
        var arn = call.Text("ResourceARN") ?? throw new AwsError("BadRequest", "ResourceARN is required.");
        var point = world.Points.GetValueOrDefault(arn);
        var resource = world.Resources.GetValueOrDefault(arn);
        var tags = point is not null && point.Vault.Account == call.Account && point.Vault.Region == call.Region ? point.Tags
            : resource is not null && resource.Account == call.Account && resource.Region == call.Region ? resource.Tags : null;
        return tags ?? throw new AwsError("ResourceNotFound", $"{arn} does not exist.");
    }

    private JsonObject Create(Call call)
    {
        var type = call.Text("FileSystemType") ?? throw new AwsError("BadRequest", "FileSystemType is required.");
        var key = $"{call.Lane}/file-system/{call.Text("ClientRequestToken")}";
        if (call.Text("ClientRequestToken") is not null && world.Tokens.TryGetValue(key, out var before))
        {
            return new JsonObject { ["FileSystem"] = Shape(world.Resources[before.JobId]) };
        }

        var number = world.NextNumber();
        var resource = FileSystemShapes.FileSystem($"fs-{AwsWorld.HexId("fs", number, 17)}", call.Account, call.Region, type, new FileSystemSpec
        {
            Capacity = call.Number("StorageCapacity") ?? 1200,
            StorageType = call.Text("StorageType") ?? "SSD",
            Configuration = call.Members.FirstOrDefault(pair => pair.Key.EndsWith("Configuration", StringComparison.Ordinal)).Value as JsonObject,
            Tags = call.Tags("Tags"),
            CreatedAt = call.Now,
        });
        world.Resources.Add(resource.Arn, resource);
        world.Tokens[key] = (call.Members.ToJsonString(), resource.Arn);
        call.Effect = $"created file system {resource.Id}";
        return new JsonObject { ["FileSystem"] = Shape(resource) };
    }

    private JsonObject Delete(Call call)
    {
        var id = call.Text("FileSystemId");
        var resource = world.Resources.Values.FirstOrDefault(known => known.Id == id && known.Account == call.Account && known.Region == call.Region)
            ?? throw new AwsError("FileSystemNotFound", $"'{id}' does not exist.");
        world.Resources.Remove(resource.Arn);
        call.Effect = $"deleted file system {resource.Id}";
        return new JsonObject { ["FileSystemId"] = id, ["Lifecycle"] = "DELETING" };
    }
}
