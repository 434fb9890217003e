using System.Text;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Policies;

namespace FsxPortal.CommandLine;

/// <summary>A policy as a file has it.</summary>
internal sealed record PolicyFile(string File, string Name, PolicyDocument Document);

/// <summary>Policies in files: one document each, with the name inside. What the file is called is of no matter.</summary>
internal static class PolicyFiles
{
    private const string Ending = ".json";
    private const int LongestSlug = 60;

    /// <summary>Reads a file, or all files of a folder and those below it.</summary>
    /// <exception cref="CommandLineException">Some file cannot be read as a policy; each is named with what is wrong.</exception>
    public static IReadOnlyList<PolicyFile> Read(string path)
    {
        var (files, problems) = (new List<PolicyFile>(), new List<string>());
        foreach (var file in PathsOf(path))
        {
            try
            {
                var document = PolicyJson.Read(File.ReadAllText(file, Encoding.UTF8));
                if (string.IsNullOrWhiteSpace(document.Name))
                {
                    problems.Add($"{file}: name: The policy has no name.");
                }
                else if (files.Find(other => other.Name == document.Name) is { } other)
                {
                    problems.Add($"{file}: name: {other.File} names its policy '{document.Name}', too.");
                }
                else
                {
                    files.Add(new PolicyFile(file, document.Name, document));
                }
            }
            catch (InvalidInputException wrong)
            {
                problems.AddRange(wrong.Problems.Select(
                    problem => problem.Path.Length > 0 ? $"{file}: {problem.Path}: {problem.Text}" : $"{file}: {problem.Text}"));
            }
            catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
            {
                problems.Add($"{file}: {denied.Message}");
            }
        }

        return problems.Count == 0 ? files : throw new CommandLineException(string.Join('\n', problems));
    }

    /// <summary>Writes policies into a folder: each into the file that has it already, or into a new one with a name like its own.
    /// </summary>
    /// <returns>The files, in the order of the policies.</returns>
    /// <exception cref="CommandLineException">A file cannot be written, or one that is there cannot be read.</exception>
    public static IReadOnlyList<string> Write(string folder, IReadOnlyList<(string Name, string Json)> policies)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var known = Directory.EnumerateFiles(folder, $"*{Ending}", SearchOption.AllDirectories).Any() ? Read(folder) : [];
            var taken = known.Select(file => file.File).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var written = new List<string>();
            foreach (var (name, json) in policies)
            {
                var file = known.FirstOrDefault(file => file.Name == name)?.File ?? NewFile(folder, name, taken);
                taken.Add(file);
                File.WriteAllText(file, json.TrimEnd() + "\n");
                written.Add(file);
            }

            return written;
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new CommandLineException($"{folder} cannot be written: {denied.Message}");
        }
    }

    private static string[] PathsOf(string path)
    {
        string[] files = File.Exists(path) ? [path]
            : Directory.Exists(path)
                ? [.. Directory.EnumerateFiles(path, $"*{Ending}", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
            : throw new CommandLineException($"There is no file or folder {path}.");
        return files.Length > 0 ? files : throw new CommandLineException($"There is no {Ending} file in {path}.");
    }

    private static string NewFile(string folder, string name, HashSet<string> taken)
    {
        var plain = new string([.. name.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' ')]);
        var slug = string.Join('-', plain.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var start = slug.Length == 0 ? "policy" : slug[..Math.Min(slug.Length, LongestSlug)];
        return Enumerable.Range(1, int.MaxValue)
            .Select(number => Path.Combine(folder, number == 1 ? $"{start}{Ending}" : $"{start}-{number}{Ending}"))
            .First(file => !taken.Contains(file) && !File.Exists(file));
    }
}
