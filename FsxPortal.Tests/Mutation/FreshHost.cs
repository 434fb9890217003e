using System.Diagnostics;
using FsxPortal.Tests.Mutation;

[assembly: AssemblyFixture(typeof(FreshHost))]

namespace FsxPortal.Tests.Mutation;

/// <summary>Lets a process try one mutant only.</summary>
/// <remarks>
/// What is static is made once. In a process that is used again, a mutant there
/// would not be seen, or would be seen with all mutants after it.
/// Stryker starts another process where the one it asks is gone, so the second run of a process ends it. Measuring which test runs through
/// which mutant is no trial, and neither are runs by hand.
/// </remarks>
public sealed class FreshHost
{
    private static bool _isUsed;

    public FreshHost()
    {
        var settings = Environment.GetEnvironmentVariables();
        if (_isUsed && settings.Contains("STRYKER_MUTANT_FILE") && !settings.Contains("STRYKER_COVERAGE_FILE"))
        {
            using var host = Process.GetCurrentProcess();
            host.Kill();
        }

        _isUsed = true;
    }
}
