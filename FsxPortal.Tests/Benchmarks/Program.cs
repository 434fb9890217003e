using System.Text.Json;
using FsxPortal.Benchmarks;

var benchmarks = new Dictionary<string, Func<string, Task<Figure>>>
{
    ["aws-calls"] = name => new AwsCalls(1000, copies: true).RunAsync(name),
    ["aws-calls-backups"] = name => new AwsCalls(1000, copies: false).RunAsync(name),
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
    figures.Add(await run(name));
    Console.WriteLine(figures[^1]);
}

if (Option("--json") is { } file)
{
    await File.WriteAllTextAsync(file, JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
}

return 0;
