using System.Text.Json;
using FsxPortal.Benchmarks;
using FsxPortal.Benchmarks.Circuits;

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

if (args is [Swarm.Verb, .. var wanted])
{
    await Swarm.RunAsync(wanted);
    return 0;
}

if (args.Contains("--list"))
{
    Console.WriteLine(string.Join('\n', Catalogue.All.Keys));
    return 0;
}

var only = Option("--only");
if (only is not null && !Catalogue.All.ContainsKey(only))
{
    Console.Error.WriteLine($"There is no benchmark '{only}'. --list names them all.");
    return 1;
}

var figures = new List<Figure>();
foreach (var (name, run) in Catalogue.All.Where(pair => only is null || pair.Key == only))
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
