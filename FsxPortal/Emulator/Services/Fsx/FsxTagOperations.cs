using System.Text.Json.Nodes;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services.Fsx;

/// <summary>Tags of file systems, volumes and backups, as Amazon FSx keeps them.</summary>
public sealed class FsxTagOperations(AwsWorld world)
{
    public JsonObject List(Call call)
    {
        var tags = TagsOf(call).OrderBy(tag => tag.Key, StringComparer.Ordinal);
        var (page, next) = Paging.Cut(call, tags, tag => tag.Key, FsxService.PageSize(call), call.Text("NextToken"));
        return new JsonObject { ["Tags"] = FsxService.TagList(page), ["NextToken"] = next };
    }

    public JsonObject Tag(Call call)
    {
        var (added, tags) = (call.Tags("Tags"), TagsOf(call));
        var all = new Dictionary<string, string>(tags);
        foreach (var (key, value) in added)
        {
            all[key] = value;
        }

        Demand(call, added, all);
        foreach (var (key, value) in added)
        {
            tags[key] = value;
        }

        call.Effect = $"tagged {call.Text("ResourceARN")}";
        return [];
    }

    public JsonObject Untag(Call call)
    {
        var tags = TagsOf(call);
        foreach (var key in call.List("TagKeys"))
        {
            tags.Remove(key);
        }

        call.Effect = $"untagged {call.Text("ResourceARN")}";
        return [];
    }

    /// <summary>Refuses tags that nobody but AWS may write, and those that make the whole of a resource's tags impossible.</summary>
    public static void Demand(Call call, IReadOnlyDictionary<string, string> added, IReadOnlyDictionary<string, string> all)
    {
        if (added.Keys.Any(TagRules.IsReserved))
        {
            throw call.Refuse("Tag keys that begin with aws: are reserved.");
        }

        if (TagRules.Complaint(all) is { } complaint)
        {
            throw call.Refuse(complaint);
        }
    }

    private Dictionary<string, string> TagsOf(Call call)
    {
        var arn = call.Text("ResourceARN") ?? throw call.Refuse("ResourceARN is required.");
        var point = world.Points.GetValueOrDefault(arn);
        var resource = world.Resources.GetValueOrDefault(arn);
        var tags = point is not null && point.Vault.Account == call.Account && point.Vault.Region == call.Region ? point.Tags
            : resource is not null && resource.Account == call.Account && resource.Region == call.Region ? resource.Tags : null;
        return tags
            ?? throw new AwsError("ResourceNotFound", $"{arn} does not exist.") { Members = new JsonObject { ["ResourceARN"] = arn } };
    }
}
