using System.Text.Json;
using FsxPortal.Benchmarks;

IBenchmark[] all = [new AwsCallsBenchmark()];
var only = ValueOf("--only");
var file = ValueOf("--json");
if (args.Contains("--list"))
{
    foreach (var benchmark in all)
    {
        Console.WriteLine($"{benchmark.Name}: {benchmark.Question}");
    }

    return 0;
}

if (only is not null && all.All(benchmark => benchmark.Name != only))
{
    await Console.Error.WriteLineAsync($"There is no benchmark '{only}'. --list names them.");
    return 1;
}

var figures = new List<Figure>();
foreach (var benchmark in all.Where(benchmark => only is null || benchmark.Name == only))
{
    Console.WriteLine($"{benchmark.Name}: {benchmark.Question}");
    await foreach (var figure in benchmark.RunAsync())
    {
        figures.Add(figure);
        Console.WriteLine($"  {figure.Name,-44} {figure.Value,12:0.###} {figure.Unit,-8} floor {figure.Floor,10:0.###}  ratio {figure.Value / figure.Floor:0.000}  aim {figure.Aim:0.##}");
    }
}

if (file is not null)
{
    await File.WriteAllTextAsync(file, JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
}

return 0;

string? ValueOf(string option) => Array.IndexOf(args, option) is >= 0 and var i && i + 1 < args.Length ? args[i + 1] : null;
