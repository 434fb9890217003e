using System.Diagnostics;
using System.Text.Json.Nodes;
using FsxPortal.Emulator.Wire;
using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Services;

/// <summary>The keys of AWS KMS: their names, their states, and their replicas in other Regions.</summary>
public sealed class KmsKeyOperations(AwsWorld world)
{
    private const int DefaultPage = 100;
    private static readonly string[] ManagedAliases = ["alias/aws/backup", "alias/aws/fsx"];

    /// <summary>Carries an operation out.</summary>
    public JsonObject Handle(Call call) => call.Operation switch
    {
        "DescribeKey" => new JsonObject { ["KeyMetadata"] = Metadata(OfAws(call) ?? Find(call)) },
        "ListKeys" => Page(call, "Keys", Own(call).Select(key => (key.Arn, new JsonObject { ["KeyId"] = key.Id, ["KeyArn"] = key.Arn }))),
        "ListAliases" => Page(call, "Aliases", Own(call).SelectMany(key => key.Aliases.Select(alias => (alias, Alias(key, alias))))),
        "CreateKey" => Create(call),
        "ReplicateKey" => Replicate(call),
        "CreateAlias" => Name(call),
        "DeleteAlias" => Unname(call),
        "EnableKey" => Switch(call, "Enabled"),
        "DisableKey" => Switch(call, "Disabled"),
        "ScheduleKeyDeletion" => ScheduleDeletion(call),
        "CancelKeyDeletion" => CancelDeletion(call),
        _ => throw new UnreachableException(),
    };

    /// <summary>The caller's keys in the Region of the call.</summary>
    public IEnumerable<EmulatedKey> Own(Call call) =>
        world.Keys.Values.Where(key => key.Account == call.Account && key.Region == call.Region);

    /// <summary>The key a request names, if it can be used.</summary>
    public EmulatedKey Usable(Call call)
    {
        var key = Find(call);
        DemandUsable(key);
        return key;
    }

    /// <summary>Refuses a key that is not enabled.</summary>
    public static void DemandUsable(EmulatedKey key)
    {
        if (key.State != "Enabled")
        {
            throw key.State == "Disabled"
                ? new AwsError("DisabledException", $"{key.Arn} is disabled.")
                : new AwsError("KMSInvalidStateException", $"{key.Arn} is pending deletion.");
        }
    }

    /// <summary>Whether a text is one of a key's names.</summary>
    public static bool Names(EmulatedKey key, string wanted) =>
        wanted == key.Id || wanted == key.Arn || key.Aliases.Contains(wanted) || key.Aliases.Any(alias => AliasArn(key, alias) == wanted);

    private EmulatedKey Find(Call call, string member = "KeyId")
    {
        var wanted = call.Text(member) ?? throw call.Refuse($"{member} is required.");
        return Own(call).FirstOrDefault(key => Names(key, wanted))
            ?? throw new AwsError("NotFoundException", $"Key '{wanted}' does not exist");
    }

    // AWS makes its own keys when they are first asked for; they are in no list here.
    private static EmulatedKey? OfAws(Call call) =>
        call.Text("KeyId") is { } wanted
            && ManagedAliases.FirstOrDefault(alias => wanted.EndsWith(alias, StringComparison.Ordinal)) is { } alias
        ? new EmulatedKey(
            AwsWorld.Uuid($"{call.Account}/{call.Region}/{alias}", 0), call.Account, call.Region,
            DateTimeOffset.UnixEpoch)
        { IsOfAws = true, Aliases = { alias } }
        : null;

    private JsonObject Create(Call call)
    {
        var number = world.NextNumber();
        var id = (bool?)call.Members["MultiRegion"] == true ? $"mrk-{AwsWorld.HexId("mrk", number, 32)}"
            : AwsWorld.Uuid("created key", number);
        return Add(
            call, new EmulatedKey(id, call.Account, call.Region, call.Now) { Description = call.Text("Description") ?? "" }, "KeyMetadata");
    }

    private JsonObject Replicate(Call call)
    {
        var (key, region) = (Find(call), call.Text("ReplicaRegion") ?? throw call.Refuse("ReplicaRegion is required."));
        if (!key.IsMultiRegion || key.PrimaryRegion != key.Region)
        {
            throw new AwsError("UnsupportedOperationException", $"{key.Arn} is not a primary multi-Region key.");
        }

        var replica = new EmulatedKey(
            key.Id, key.Account, region, call.Now)
        { Description = call.Text("Description") ?? "", PrimaryRegion = key.Region };
        return world.Keys.ContainsKey(replica.Arn)
            ? throw new AwsError("AlreadyExistsException", $"{replica.Arn} exists already.")
            : Add(call, replica, "ReplicaKeyMetadata");
    }

    private JsonObject Add(Call call, EmulatedKey key, string member)
    {
        world.Keys.Add(key.Arn, key);
        call.Effect = $"created key {key.Arn}";
        return new JsonObject { [member] = Metadata(key) };
    }

    private JsonObject Name(Call call)
    {
        var (alias, key) = (call.Text("AliasName") ?? "", Find(call, "TargetKeyId"));
        if (!alias.StartsWith("alias/", StringComparison.Ordinal) || alias.StartsWith("alias/aws/", StringComparison.Ordinal))
        {
            throw new AwsError("InvalidAliasNameException", "The name of an alias begins with alias/, but not with alias/aws/.");
        }

        if (Own(call).Any(known => known.Aliases.Contains(alias)))
        {
            throw new AwsError("AlreadyExistsException", $"An alias with the name {AliasArn(key, alias)} already exists");
        }

        key.Aliases.Add(alias);
        call.Effect = $"named key {key.Arn} {alias}";
        return [];
    }

    private JsonObject Unname(Call call)
    {
        var key = Find(call, "AliasName");
        key.Aliases.Remove(call.Text("AliasName")!);
        call.Effect = $"took the name {call.Text("AliasName")} away";
        return [];
    }

    private JsonObject Switch(Call call, string state)
    {
        var key = Find(call);
        if (key.State == "PendingDeletion")
        {
            throw new AwsError("KMSInvalidStateException", $"{key.Arn} is pending deletion.");
        }

        key.State = state;
        call.Effect = $"key {key.Arn} is {state}";
        return [];
    }

    private JsonObject ScheduleDeletion(Call call)
    {
        var (key, days) = (Find(call), call.Number("PendingWindowInDays") ?? 30);
        if (days is < 7 or > 30)
        {
            throw call.Refuse("PendingWindowInDays must be between 7 and 30.");
        }

        (key.State, key.DeletedAt) = ("PendingDeletion", call.Now + TimeSpan.FromDays(days));
        world.At(key.DeletedAt.Value, now =>
        {
            if (key.DeletedAt <= now)
            {
                world.Keys.Remove(key.Arn);
            }
        });
        call.Effect = $"key {key.Arn} is PendingDeletion";
        return new JsonObject
        {
            ["KeyId"] = key.Arn,
            ["DeletionDate"] = BackupMembers.Epoch(key.DeletedAt),
            ["KeyState"] = key.State,
            ["PendingWindowInDays"] = days
        };
    }

    private JsonObject CancelDeletion(Call call)
    {
        var key = Find(call);
        if (key.State != "PendingDeletion")
        {
            throw new AwsError("KMSInvalidStateException", $"{key.Arn} is not pending deletion.");
        }

        (key.State, key.DeletedAt) = ("Disabled", null);
        call.Effect = $"key {key.Arn} is Disabled";
        return new JsonObject { ["KeyId"] = key.Arn };
    }

    private static JsonObject Page(Call call, string member, IEnumerable<(string Name, JsonObject Shape)> items)
    {
        var size = call.Number("Limit") is null or (>= 1 and <= 1000) ? call.Number("Limit") ?? DefaultPage
            : throw call.Refuse("Limit must be between 1 and 1000.");
        var (page, next) = Paging.Cut(
            call, items.OrderBy(item => item.Name, StringComparer.Ordinal), item => item.Name, size, call.Text("Marker"));
        return new JsonObject
        {
            [member] = new JsonArray([.. page.Select(item => item.Shape)]),
            ["NextMarker"] = next,
            ["Truncated"] = next is not null
        };
    }

    private static string AliasArn(EmulatedKey key, string alias) => $"arn:aws:kms:{key.Region}:{key.Account}:{alias}";

    private static JsonObject Alias(EmulatedKey key, string alias) =>
        new() { ["AliasName"] = alias, ["AliasArn"] = AliasArn(key, alias), ["TargetKeyId"] = key.Id };

    private JsonObject Metadata(EmulatedKey key) => new()
    {
        ["AWSAccountId"] = key.Account,
        ["KeyId"] = key.Id,
        ["Arn"] = key.Arn,
        ["CreationDate"] = BackupMembers.Epoch(key.CreatedAt),
        ["DeletionDate"] = BackupMembers.Epoch(key.DeletedAt),
        ["Description"] = key.Description,
        ["Enabled"] = key.State == "Enabled",
        ["KeyState"] = key.State,
        ["KeyUsage"] = "ENCRYPT_DECRYPT",
        ["KeyManager"] = key.IsOfAws ? "AWS" : "CUSTOMER",
        ["KeySpec"] = "SYMMETRIC_DEFAULT",
        ["CustomerMasterKeySpec"] = "SYMMETRIC_DEFAULT",
        ["EncryptionAlgorithms"] = new JsonArray("SYMMETRIC_DEFAULT"),
        ["Origin"] = "AWS_KMS",
        ["MultiRegion"] = key.IsMultiRegion,
        ["MultiRegionConfiguration"] = key.IsMultiRegion ? Family(key) : null,
    };

    private JsonObject Family(EmulatedKey key)
    {
        var family = world.Keys.Values.Where(other => other.Id == key.Id && other.Account == key.Account).ToList();
        static JsonObject Member(EmulatedKey key) => new() { ["Arn"] = key.Arn, ["Region"] = key.Region };
        return new JsonObject
        {
            ["MultiRegionKeyType"] = key.Region == key.PrimaryRegion ? "PRIMARY" : "REPLICA",
            ["PrimaryKey"] = new JsonObject
            {
                ["Arn"] = $"arn:aws:kms:{key.PrimaryRegion}:{key.Account}:key/{key.Id}",
                ["Region"] = key.PrimaryRegion
            },
            ["ReplicaKeys"] = new JsonArray([.. family.Where(other => other.Region != other.PrimaryRegion).Select(Member)]),
        };
    }
}
