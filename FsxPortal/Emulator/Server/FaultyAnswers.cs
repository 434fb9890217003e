using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using FsxPortal.Emulator.Faults;
using FsxPortal.Emulator.Wire;

namespace FsxPortal.Emulator.Server;

/// <summary>Faults that are in the words of an answer: refusals, odd pages, things nobody has heard of.</summary>
public static class FaultyAnswers
{
    private const string EmptyPage = "empty page before:";
    private const string ResumedMember = "(resumed)";
    private static readonly string[] TokenNames = ["nextToken", "NextToken"];
    private static readonly string[] States = ["State", "Status", "Lifecycle"];
    private static readonly string[] Maps = ["Tags", "RestoreMetadata", "ResourceTypeOptInPreference", "ResourceTypeManagementPreference"];
    private static readonly string[] Enums = [.. States, "VaultType", "VaultState", "FileSystemType", "VolumeType", "StorageType",
        "DeploymentType", "KeyState", "Type"];

    /// <summary>The refusal a rule wants; none if it wants something else.</summary>
    public static AwsError? Refusal(FaultRule fault) => fault.Action switch
    {
        FaultAction.Throttle => new AwsError("ThrottlingException", "Rate exceeded"),
        FaultAction.ServerError => new AwsError("InternalFailure", "The request processing has failed because of an unknown error.", 500),
        FaultAction.ExpiredToken => new AwsError("ExpiredTokenException", "The security token included in the request is expired", 403),
        FaultAction.Status => new AwsError(
            fault.Text("error", fault.Number("code", 0) >= 500 ? "InternalFailure" : "RequestRefused"),
            fault.Text("message", "The request was refused."), (int)fault.Number("code", 500)),
        _ => null,
    };

    /// <summary>Changes what is asked: a smaller page, or a job whose end is decided.</summary>
    public static void Prepare(FaultTarget target, FaultRule? fault, JsonObject members)
    {
        var resumes = ResumeEmptyPage(members);
        if (fault is { Action: FaultAction.State } && target.HasFate)
        {
            members[Call.DecidedEnd] = $"{fault.Text("state", "")}:{fault.Text("message", "")}";
        }
        else if (fault is { Action: FaultAction.TruncatePage } && !(resumes && fault.Number("items", 0) < 1))
        {
            members[target.Service == "backup" ? "maxResults" : "MaxResults"] = Math.Max(1, (int)fault.Number("items", 0));
        }
    }

    /// <summary>Changes what is answered.</summary>
    /// <param name="target">Who asked for what.</param>
    /// <param name="fault">The rule.</param>
    /// <param name="members">What was asked, after <see cref="Prepare"/>.</param>
    /// <param name="answer">JSON or XML.</param>
    public static void Alter(FaultTarget target, FaultRule? fault, JsonObject members, object answer)
    {
        if (answer is XElement xml)
        {
            Extend(fault, xml);
            return;
        }

        var json = (JsonObject)answer;
        switch (fault?.Action)
        {
            case FaultAction.TruncatePage:
                Truncate(fault, members, json);
                break;
            case FaultAction.RepeatToken when TokenOf(members) is { } token && json["NextToken"] is not null:
                json["NextToken"] = token;
                break;
            case FaultAction.RepeatItems:
                Repeat(json, (string?)fault.Parameters["member"]);
                break;
            case FaultAction.RepeatPage when Items(json) is { Count: > 0 } && !members.ContainsKey(ResumedMember):
                json["NextToken"] = SamePage(members);
                break;
            case FaultAction.DropMember when Items(json) is { } list:
                Drop(list, (int)fault.Number("items", list.Count), fault.Text("member", ""));
                break;
            case FaultAction.ExtraMember:
                Each(json, shape => shape["FutureMember"] = new JsonObject { ["Depth"] = 1 });
                break;
            case FaultAction.UnknownEnum:
                Replace(json, fault.Parameters["member"] is null ? Enums
                    : [fault.Text("member", "")], fault.Text("value", "SOMETHING_NEW"));
                break;
            case FaultAction.State when !target.HasFate:
                Replace(json, States, fault.Text("state", ""));
                break;
        }
    }

    private static void Truncate(FaultRule fault, JsonObject members, JsonObject json)
    {
        // A page is never empty twice, so that who follows the tokens comes to an end.
        if (Items(json) is { Count: > 0 } list && fault.Number("items", 0) < 1 && !members.ContainsKey(ResumedMember))
        {
            list.Clear();
            json["NextToken"] = SamePage(members);
        }

        if (fault.Flag("dropToken"))
        {
            json.Remove("NextToken");
        }
    }

    private static void Extend(FaultRule? fault, XElement xml)
    {
        if (fault is { Action: FaultAction.ExtraMember })
        {
            xml.AddFirst(new XElement(xml.Name.Namespace + "futureMember", "something new"));
        }
    }

    private static void Drop(JsonArray list, int items, string member) =>
        list.OfType<JsonObject>().Take(items).ToList().ForEach(item => item.Remove(member));

    // A token that stands for the one before it.
    private static string SamePage(JsonObject members) => Convert.ToBase64String(Encoding.UTF8.GetBytes(EmptyPage + TokenOf(members)));

    // Without a name the items of the page; with one those of each list of that name. Of a tag the second one says something else.
    private static void Repeat(JsonObject json, string? member)
    {
        var lists = new List<JsonArray>();
        if (member is null)
        {
            lists.AddRange(Items(json) is { } items ? [items] : []);
        }
        else
        {
            Each(json, shape => lists.AddRange(shape[member] is JsonArray named ? [named] : []));
        }

        foreach (var item in lists.SelectMany(list => list.ToList().Select(item => (List: list, Copy: item?.DeepClone()))).ToList())
        {
            if (item.Copy is JsonObject copy && copy.ContainsKey("Key") && copy.ContainsKey("Value"))
            {
                copy["Value"] = $"{copy["Value"]} again";
            }

            item.List.Add(item.Copy);
        }
    }

    private static JsonArray? Items(JsonObject json) => json.Select(pair => pair.Value).OfType<JsonArray>().FirstOrDefault();

    /// <summary>Takes the token of an empty page for what it stands for: the token before it.</summary>
    private static bool ResumeEmptyPage(JsonObject members)
    {
        var name = TokenNames.FirstOrDefault(members.ContainsKey);
        if (name is null || Decode(TokenOf(members) ?? "") is not { } before)
        {
            return false;
        }

        members[ResumedMember] = true;
        members.Remove(name);
        if (before.Length > 0)
        {
            members[name] = before;
        }

        return true;
    }

    private static string? Decode(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length) && Encoding.UTF8.GetString(bytes, 0, length) is var text
            && text.StartsWith(EmptyPage, StringComparison.Ordinal) ? text[EmptyPage.Length..] : null;
    }

    private static string? TokenOf(JsonObject members) =>
        TokenNames.Select(name => members[name] as JsonValue).FirstOrDefault(value => value is not null)
        is { } token && token.TryGetValue<string>(out var text) ? text : null;

    private static void Replace(JsonObject json, string[] names, string value) => Each(json, shape =>
    {
        foreach (var name in names.Where(name => shape[name] is JsonValue))
        {
            shape[name] = value;
        }
    });

    private static void Each(JsonNode? node, Action<JsonObject> change)
    {
        if (node is JsonArray array)
        {
            array.ToList().ForEach(item => Each(item, change));
        }
        else if (node is JsonObject shape)
        {
            // What is a map has names of its users: nothing of AWS is added there.
            shape.Where(pair => pair.Value is JsonArray || !Maps.Contains(pair.Key)).Select(pair => pair.Value).ToList()
                .ForEach(value => Each(value, change));
            change(shape);
        }
    }
}
