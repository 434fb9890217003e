using System.Text.Json;
using FsxPortal.Benchmarks;
using FsxPortal.Benchmarks.Emulated;

var benchmarks = new Dictionary<string, Func<string, Task<IReadOnlyList<Figure>>>>
{
    ["aws-calls"] = async name => [await new AwsCalls(1000, copies: true).RunAsync(name)],
    ["aws-calls-backups"] = async name => [await new AwsCalls(1000, copies: false).RunAsync(name)],
    ["pages"] = name => new FleetPages(10_000).RunAsync(name),
    ["pages-small"] = name => new FleetPages(500).RunAsync(name),
    ["preview"] = name => new FleetPreview(10_000).RunAsync(name),
    ["preview-small"] = name => new FleetPreview(500).RunAsync(name),
    ["steps"] = async name => [await Steps.RunAsync(name)],
    ["due"] = name => new DuePolicies(1000).RunAsync(name),
    ["judge"] = Rulebook.JudgeAsync,
    ["slots"] = Rulebook.NameAsync,
    ["memory"] = async name => [await new FleetMemory(10_000).RunAsync(name)],
    ["emulator-list"] = name => new ListRate(1_000_000).RunAsync(name),
    ["emulator-memory"] = name => new PointMemory(3_650_000).RunAsync(name),
};

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

if (args.Contains("--list"))
{
    Console.WriteLine(string.Join('\n', benchmarks.Keys));
    return 0;
}

var only = Option("--only");
if (only is not null && !benchmarks.ContainsKey(only))
{
    Console.Error.WriteLine($"There is no benchmark '{only}'. --list names them all.");
    return 1;
}

var figures = new List<Figure>();
foreach (var (name, run) in benchmarks.Where(pair => only is null || pair.Key == only))
{
    foreach (var figure in await run(name))
    {
        figures.Add(figure);
        Console.WriteLine(figure);
    }
}

if (Option("--json") is { } file)
{
    await File.WriteAllTextAsync(file, JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
}

return 0;
