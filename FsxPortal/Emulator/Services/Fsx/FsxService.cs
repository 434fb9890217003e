using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services.Fsx;

/// <summary>Amazon FSx: its operations by name.</summary>
public sealed class FsxService(AwsWorld world)
{
    private const int MaxIds = 50;
    private const int MaxPage = 100;
    private readonly FileSystemOperations _fileSystems = new(world);
    private readonly VolumeOperations _volumes = new(world);
    private readonly FsxBackupOperations _backups = new(world);
    private readonly NativeBackupOperations _native = new(world);
    private readonly FsxRestoreOperations _restores = new(world);
    private readonly FsxTagOperations _tags = new(world);

    /// <summary>Carries an operation out.</summary>
    public JsonObject Handle(Call call) => call.Operation switch
    {
        "DescribeFileSystems" => _fileSystems.Describe(call),
        "CreateFileSystem" => _fileSystems.Create(call),
        "UpdateFileSystem" => _fileSystems.Update(call),
        "DeleteFileSystem" => _fileSystems.Delete(call),
        "DescribeVolumes" => _volumes.Describe(call),
        "CreateVolume" => _volumes.Create(call),
        "DeleteVolume" => _volumes.Delete(call),
        "DescribeStorageVirtualMachines" => _volumes.DescribeMachines(call),
        "DescribeBackups" => _backups.Describe(call),
        "CreateBackup" => _native.Create(call),
        "CopyBackup" => _native.Copy(call),
        "DeleteBackup" => _native.Delete(call),
        "CreateFileSystemFromBackup" => _restores.FileSystem(call),
        "CreateVolumeFromBackup" => _restores.Volume(call),
        "ListTagsForResource" => _tags.List(call),
        "TagResource" => _tags.Tag(call),
        "UntagResource" => _tags.Untag(call),
        _ => throw new UnreachableException(),
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

    /// <summary>Whether a shape has what every filter of the request asks for.</summary>
    /// <param name="call">The request.</param>
    /// <param name="value">The shape's value for the name of a filter; none for a name that is not known.</param>
    public static bool Matches(Call call, Func<string, string?> value) =>
        (call.Members["Filters"] as JsonArray ?? []).OfType<JsonObject>().All(filter =>
    {
        var name = Call.AsText(filter["Name"]);
        var actual = value(name) ?? throw new AwsError("BadRequest", $"The filter {name} is not known.");
        return (filter["Values"] as JsonArray ?? []).Select(Call.AsText).Contains(actual);
    });

    /// <summary>A shape with its tags.</summary>
    public static JsonObject Shape(EmulatedResource resource) => Shape(resource.Shape, resource.Tags);

    /// <summary>A shape with tags.</summary>
    public static JsonObject Shape(JsonObject shape, IEnumerable<KeyValuePair<string, string>> tags)
    {
        var tagged = shape.DeepClone().AsObject();
        tagged["Tags"] = TagList(tags);
        return tagged;
    }

    /// <summary>Tags as FSx writes them.</summary>
    public static JsonArray TagList(IEnumerable<KeyValuePair<string, string>> tags) =>
        new([.. tags.Select(tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value })]);

    /// <summary>One page of the caller's file systems or volumes, oldest first.</summary>
    public static (
        List<EmulatedResource> Page, string? Next) Page(
            Call call, IEnumerable<EmulatedResource> all, IReadOnlyList<string> ids, string notFound)
    {
        var own = all.ToList();
        if (ids.FirstOrDefault(id => !own.Exists(resource => resource.Id == id)) is { } unknown)
        {
            throw new AwsError(notFound, $"'{unknown}' does not exist.");
        }

        var chosen = own.Where(resource => ids.Count == 0 || ids.Contains(resource.Id)).OrderBy(Age, StringComparer.Ordinal);
        return Paging.Cut(call, chosen, Age, PageSize(call), call.Text("NextToken"));
    }

    /// <summary>The caller's resources in the Region of the call.</summary>
    public static IEnumerable<EmulatedResource> Own(AwsWorld world, Call call, bool volumes) =>
        world.Resources.Values.Where(resource =>
            resource.Account == call.Account && resource.Region == call.Region && resource.IsVolume == volumes);

    // The oldest first; nothing that is created or deleted between two pages moves the others.
    private static string Age(EmulatedResource resource) =>
        string.Create(CultureInfo.InvariantCulture, $"{(decimal)resource.Shape["CreationTime"]!:0000000000.000} {resource.Arn}");
}
