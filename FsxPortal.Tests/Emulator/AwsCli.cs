using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsxPortal.Tests.AwsSdk.Models;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Emulator;

/// <summary>The AWS CLI in front of an emulator. What it prints is held against the models of AWS.</summary>
internal sealed class AwsCli(RunningEmulator emulator)
{
    private static readonly string? Program = Programs.Find("aws");
    private readonly Dictionary<string, AwsModel> _models = [];
    private readonly HashSet<string> _operations = [];
    private readonly HashSet<string> _members = [];
    private readonly HashSet<string> _values = [];
    private readonly HashSet<string> _errors = [];
    private readonly HashSet<string> _complaints = [];

    /// <summary>What did not fit the models.</summary>
    public IEnumerable<string> Complaints => _complaints;

    /// <summary>How much was checked.</summary>
    public (int Operations, int Members, int Values, int Errors) Checked =>
        (_operations.Count, _members.Count, _values.Count, _errors.Count);

    public string Summary =>
        $"AWS CLI, held against {string.Join(", ", _models.Values.Select(model => model.Source))}: {_operations.Count} operations, "
            + $"{_members.Count} members, "
        + $"{_values.Count} enum values and {_errors.Count} errors of the emulator were checked.";

    public static void Demand() => Programs.Demand(Program, "The AWS CLI (aws)");

    /// <summary>Runs a command, which has to succeed; the answer is what it printed.</summary>
    public async Task<JsonNode> RunAsync(string service, string command, params string[] arguments)
    {
        var (output, error) = await StartAsync(emulator.Aws.Secret, [service, command, .. arguments]);
        Assert.Equal("", error);
        var answer = output.Length == 0 ? new JsonObject() : JsonNode.Parse(output)!;
        var operation = string.Concat(command.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        _operations.Add($"{service} {operation}");
        if (!_models.TryGetValue(service, out var model))
        {
            _models[service] = model = await JavaScriptSdk.ReadAsync(service, TestContext.Current.CancellationToken);
        }

        if (model.Operations[operation].Output is { } structure)
        {
            Check(model, $"structure {structure}", answer, $"{service} {operation}");
        }

        return answer;
    }

    /// <summary>Runs a command, which has to be refused.</summary>
    public async Task<string> RefusedAsync(string code, string[] arguments, string? secret = null)
    {
        var (output, error) = await StartAsync(secret ?? emulator.Aws.Secret, arguments);
        Assert.Contains($"({code})", error, StringComparison.Ordinal);
        Assert.Equal("", output);
        _errors.Add($"{arguments[0]} {code}");
        return error;
    }

    private void Check(AwsModel model, string type, JsonNode? value, string path)
    {
        switch (type.Split(' ', '<') is [var kind, ..] ? kind : type)
        {
            case "structure":
                CheckStructure(model, type.Split(' ')[1], value!.AsObject(), path);
                break;
            case "list":
                Assert.All(value!.AsArray(), item => Check(model, type[5..^1], item, $"{path}[]"));
                break;
            case "map":
                Assert.All(value!.AsObject(), pair => Check(model, type[4..^1], pair.Value, $"{path}{{}}"));
                break;
            default:
                CheckScalar(model, type, value, path);
                break;
        }
    }

    private void CheckStructure(AwsModel model, string structure, JsonObject value, string path)
    {
        foreach (var (name, item) in value)
        {
            if (model.Members(structure).GetValueOrDefault(name) is { } member)
            {
                _members.Add($"{model.Source} {structure}.{name}");
                Check(model, member.Type, item, $"{path}.{name}");
            }
            else
            {
                _complaints.Add($"{path}.{name} is not in the model");
            }
        }
    }

    private void CheckScalar(AwsModel model, string type, JsonNode? value, string path)
    {
        var isRight = (type, value?.GetValueKind()) switch
        {
            ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
            ("number" or "integer" or "long", JsonValueKind.Number) => true,

            // The CLI writes instants as the service does, or as text.
            ("timestamp", JsonValueKind.Number) => true,
            ("timestamp", JsonValueKind.String) => DateTimeOffset.TryParse((string)value!, CultureInfo.InvariantCulture, out _),
            ({ } word, JsonValueKind.String) when word.StartsWith("enum ", StringComparison.Ordinal) =>
                IsKnown(model, word[5..], (string)value!),
            ("string" or "blob", JsonValueKind.String) => true,
            _ => false,
        };
        if (!isRight)
        {
            _complaints.Add($"{path} is {value?.ToJsonString() ?? "null"}, not a {type}");
        }
    }

    private bool IsKnown(AwsModel model, string word, string value)
    {
        _values.Add($"{model.Source} {word} {value}");
        return model.Enums[word].Contains(value);
    }

    private async Task<(string Output, string Error)> StartAsync(string secret, string[] arguments)
    {
        var start = new ProcessStartInfo(
            Program!, [.. arguments, "--endpoint-url", emulator.App.Url, "--region", RunningEmulator.Home, "--output", "json"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AWS_ACCESS_KEY_ID"] = emulator.Aws.AccessKey;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = secret;
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["AWS_PAGER"] = "";
        start.Environment["AWS_CONFIG_FILE"] = start.Environment["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null";
        start.Environment.Remove("AWS_SESSION_TOKEN");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return ((await output).Trim(), (await error).Trim());
    }
}
