using System.Text.Json;
using System.Text.Json.Nodes;

namespace FsxPortal.Emulator.Faults;

/// <summary>A text is no fault rule; the message says why.</summary>
public sealed class FaultRuleException(string message) : Exception(message);

/// <summary>Reads fault rules, and says in a sentence what is wrong with one.</summary>
public static class FaultReader
{
    private static readonly string[] Members = ["service", "operation", "account", "region", "nth", "probability", "seed", "times",
        "action", "parameters"];
    private static readonly string[] Services = ["backup", "fsx", "kms", "sts", "ec2", "iam", FaultRule.Any];

    /// <summary>The parameters each action takes.</summary>
    private static readonly Dictionary<FaultAction, string[]> Parameters = new()
    {
        [FaultAction.Delay] = ["seconds"],
        [FaultAction.DropBefore] = [],
        [FaultAction.DropAfter] = [],
        [FaultAction.Throttle] = [],
        [FaultAction.ServerError] = ["after"],
        [FaultAction.TruncatePage] = ["items", "dropToken"],
        [FaultAction.RepeatToken] = [],
        [FaultAction.RepeatItems] = ["member"],
        [FaultAction.RepeatPage] = [],
        [FaultAction.DropMember] = ["member", "items"],
        [FaultAction.StaleRead] = ["seconds"],
        [FaultAction.ExpiredToken] = [],
        [FaultAction.WrongDate] = ["seconds"],
        [FaultAction.State] = ["state", "message"],
        [FaultAction.Reset] = ["after"],
        [FaultAction.Stall] = ["seconds"],
        [FaultAction.HtmlError] = ["code", "after"],
        [FaultAction.EmptyBody] = [],
        [FaultAction.ExtraMember] = [],
        [FaultAction.UnknownEnum] = ["member", "value"],
        [FaultAction.Status] = ["code", "error", "message", "after"],
    };

    /// <summary>Reads a rule.</summary>
    /// <exception cref="FaultRuleException">It is none.</exception>
    public static FaultRule Read(JsonNode? node, int id)
    {
        var text = node as JsonObject
            ?? throw new FaultRuleException(
                "A fault rule is a JSON object such as "
                    + "{\"service\":\"backup\",\"operation\":\"StartBackupJob\",\"action\":\"dropAfter\"}.");
        DemandKnown(text, Members, "A fault rule");
        var action = Action(Text(text, "action") ?? throw new FaultRuleException($"A fault rule needs an action: {Names()}."));
        var parameters = text["parameters"] switch
        {
            null => [],
            JsonObject given => given.DeepClone().AsObject(),
            _ => throw new FaultRuleException("parameters is a JSON object."),
        };
        DemandKnown(parameters, Parameters[action], $"The action {Name(action)}");
        DemandValues(parameters);
        var rule = new FaultRule(id, action)
        {
            Service = Service(
                Text(text, "service")
                    ?? throw new FaultRuleException($"A fault rule needs a service, one of {string.Join(", ", Services)}.")),
            Operation = Text(text, "operation")
                ?? throw new FaultRuleException("A fault rule needs an operation, such as StartBackupJob or *."),
            Account = Text(text, "account"),
            Region = Text(text, "region"),
            Nth = Count(text, "nth"),
            Times = Count(text, "times"),
            Probability = Share(text),
            Seed = Whole(text, "seed") ?? 0,
            Parameters = parameters,
        };
        DemandSense(rule);
        return rule;
    }

    /// <summary>The name of an action on the wire.</summary>
    public static string Name(FaultAction action) => JsonNamingPolicy.CamelCase.ConvertName(action.ToString());

    private static string Names() => string.Join(", ", Parameters.Keys.Select(Name));

    private static FaultAction Action(string name) =>
        Parameters.Keys.Where(known => Name(known) == name).Cast<FaultAction?>().FirstOrDefault()
        ?? throw new FaultRuleException($"'{name}' is not an action. The actions are {Names()}.");

    private static string Service(string name) => Services.Contains(name) ? name
        : throw new FaultRuleException($"'{name}' is not a service of the emulator. The services are {string.Join(", ", Services)}.");

    private static void DemandSense(FaultRule rule)
    {
        if (rule is { Nth: not null, Probability: not null })
        {
            throw new FaultRuleException("A fault rule has nth or probability, not both.");
        }

        var target = new FaultTarget(rule.Service, rule.Operation, "", "");
        var reads = rule.Operation == FaultRule.Any || target.IsRead;
        var refusal = rule.Action switch
        {
            FaultAction.StaleRead or FaultAction.TruncatePage or FaultAction.RepeatToken or FaultAction.RepeatItems
                or FaultAction.RepeatPage or FaultAction.DropMember when !reads =>
                "is for operations that read, such as ListBackupJobs.",
            FaultAction.State when !reads && !target.HasFate =>
                "is for StartBackupJob, StartCopyJob, StartRestoreJob, DeleteRecoveryPoint and operations that read.",
            FaultAction.State when rule.Parameters["state"] is null => "needs the parameter state, such as FAILED.",
            FaultAction.DropMember when rule.Parameters["member"] is null => "needs the parameter member, such as CreationDate.",
            FaultAction.Status when rule.Parameters["code"] is null => "needs the parameter code, such as 429.",
            FaultAction.WrongDate when rule.Parameters["seconds"] is null =>
                "needs the parameter seconds: how far the clock of AWS is ahead.",
            _ => null,
        };
        if (refusal is not null)
        {
            throw new FaultRuleException($"The action {Name(rule.Action)} {refusal}");
        }
    }

    private static void DemandKnown(JsonObject text, string[] known, string what)
    {
        if (text.Select(pair => pair.Key).FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw new FaultRuleException(
                $"{what} has no '{unknown}'. It has {(known.Length == 0 ? "no parameters" : string.Join(", ", known))}.");
        }
    }

    private static void DemandValues(JsonObject parameters)
    {
        foreach (var (name, value) in parameters)
        {
            var wrong = (name, value?.GetValueKind()) switch
            {
                ("after" or "dropToken", JsonValueKind.True or JsonValueKind.False) => null,
                ("after" or "dropToken", _) => "true or false",
                ("code", JsonValueKind.Number) when (double)value! is >= 400 and <= 599 => null,
                ("code", _) => "an HTTP status from 400 to 599",
                ("items", JsonValueKind.Number) when (double)value! is >= 0 and <= 1000 && (double)value % 1 == 0 => null,
                ("items", _) => "a whole number from 0 to 1000",
                ("seconds", JsonValueKind.Number) when (double)value! is >= -86400 and <= 86400 => null,
                ("seconds", _) => "a number of seconds, at most a day",
                (_, JsonValueKind.String) => null,
                _ => "a text",
            };
            if (wrong is not null)
            {
                throw new FaultRuleException($"The parameter {name} is {wrong}.");
            }
        }
    }

    private static string? Text(JsonObject text, string name) => text[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var given) && given.Length > 0 => given,
        _ => throw new FaultRuleException($"{name} is a text that is not empty."),
    };

    private static int? Whole(JsonObject text, string name) => text[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<int>(out var given) => given,
        _ => throw new FaultRuleException($"{name} is a whole number."),
    };

    private static int? Count(JsonObject text, string name) => Whole(text, name) is not { } given ? null
        : given > 0 ? given : throw new FaultRuleException($"{name} is a whole number from 1.");

    private static double? Share(JsonObject text) => text["probability"] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<double>(out var given) && given is > 0 and <= 1 => given,
        _ => throw new FaultRuleException("probability is a number above 0 and at most 1."),
    };
}
