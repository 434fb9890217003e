using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.AwsSdk.Models;

/// <summary>Differences that are meant, each below a line that says why.</summary>
internal static class Explained
{
    public static IReadOnlyList<string> Read(string service)
    {
        // The first comment is the title; each of the others is the reason of the lines below it.
        var paragraphs = Repository.Read($"FsxPortal.Tests/Golden/AwsModels/{service}.txt").TrimEnd().Split("\n\n");
        Assert.All(paragraphs, paragraph => Assert.StartsWith("# ", paragraph, StringComparison.Ordinal));
        return [.. paragraphs.SelectMany(paragraph => paragraph.Split('\n')).Where(line => line[0] != '#')];
    }
}
