using System.Text.Json.Nodes;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services.Backup;

/// <summary>Tags of vaults. Those of recovery points belong to Amazon FSx: AWS Backup's own tag calls do not reach them.</summary>
public sealed class VaultTagOperations(AwsWorld world)
{
    public JsonObject List(Call call)
    {
        var tags = TagsOf(call).OrderBy(tag => tag.Key, StringComparer.Ordinal);
        var (page, next) = Paging.Cut(call, tags, tag => tag.Key, BackupMembers.PageSize(call), call.Text("nextToken"));
        return new JsonObject
        {
            ["Tags"] = new JsonObject(page.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value))),
            ["NextToken"] = next
        };
    }

    public JsonObject Tag(Call call)
    {
        var (tags, added) = (TagsOf(call), call.Map("Tags"));
        if (added.Keys.Any(TagRules.IsReserved))
        {
            throw AwsError.Invalid("Tag keys that begin with aws: are reserved.");
        }

        if (tags.Keys.Union(added.Keys).Count() > TagRules.MaxTags)
        {
            throw new AwsError("LimitExceededException", $"The number of tags exceeds the limit of {TagRules.MaxTags}.");
        }

        foreach (var (key, value) in added)
        {
            tags[key] = value;
        }

        call.Effect = $"tagged {call.Text("ResourceArn")}";
        return [];
    }

    public JsonObject Untag(Call call)
    {
        var tags = TagsOf(call);
        foreach (var key in call.List("TagKeyList"))
        {
            tags.Remove(key);
        }

        call.Effect = $"untagged {call.Text("ResourceArn")}";
        return [];
    }

    private Dictionary<string, string> TagsOf(Call call)
    {
        var arn = call.Required("ResourceArn");
        return world.Vaults.GetValueOrDefault(arn) is { } vault && vault.Lane == call.Lane ? vault.Tags
            : arn.StartsWith("arn:aws:fsx:", StringComparison.Ordinal)
            ? throw AwsError.Invalid("Tags of this resource type are managed by Amazon FSx.")
            : throw AwsError.NotFound(arn);
    }
}
