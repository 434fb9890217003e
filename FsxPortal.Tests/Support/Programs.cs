using System.Diagnostics.CodeAnalysis;

namespace FsxPortal.Tests.Support;

/// <summary>Programs that tests need and NuGet does not bring.</summary>
public static class Programs
{
    private static readonly System.Collections.IDictionary Variables = Environment.GetEnvironmentVariables();

    /// <inheritdoc cref="Installed.Find"/>
    public static string? Find(params string[] names) => Installed.Find(names);

    /// <summary>Skips the test, visibly, where a program is missing; a build server has to have it.</summary>
    public static void Demand([NotNull] string? path, string name)
    {
        if (path is not null)
        {
            return;
        }

        if ((string?)Variables["CI"] == "true")
        {
            Assert.Fail($"{name} is not installed, and a build server has to have it.");
        }

        Assert.Skip($"{name} is not installed.");
        throw new InvalidOperationException("A skipped test does not go on.");
    }
}
