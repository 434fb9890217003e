using System.Runtime.CompilerServices;
using FsxPortal.Core.Persistence;
using Xunit.Sdk;
using Xunit.v3;

namespace FsxPortal.Tests.Support.Databases;

/// <summary>A test that runs once on every kind of database.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer(typeof(StoreFactDiscoverer))]
public sealed class StoreFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1) : FactAttribute(file, line);

/// <summary>A test with cases, each of which runs once on every kind of database.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer(typeof(StoreTheoryDiscoverer))]
public sealed class StoreTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
    : TheoryAttribute(file, line);

/// <summary>Finds facts and multiplies them.</summary>
public sealed class StoreFactDiscoverer : FactDiscoverer
{
    public override async ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, IXunitTestMethod testMethod, IFactAttribute factAttribute) =>
        OnEachDatabase.Of(await base.Discover(discoveryOptions, testMethod, factAttribute));
}

/// <summary>Finds theories and multiplies them.</summary>
public sealed class StoreTheoryDiscoverer : TheoryDiscoverer
{
    public override async ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, IXunitTestMethod testMethod, IFactAttribute factAttribute) =>
        OnEachDatabase.Of(await base.Discover(discoveryOptions, testMethod, factAttribute));
}

/// <summary>The database of a test is a trait of its case, so that <c>--filter-trait Database=PostgreSql</c> finds it, too.</summary>
internal static class OnEachDatabase
{
    private const string Trait = "Database";

    /// <summary>The database of the test that runs: SQLite, unless its case says otherwise.</summary>
    public static DatabaseKind Current =>
        TestContext.Current.TestCase?.Traits.TryGetValue(Trait, out var kinds) == true ? Enum.Parse<DatabaseKind>(kinds.Single())
            : DatabaseKind.Sqlite;

    public static IReadOnlyCollection<IXunitTestCase> Of(IEnumerable<IXunitTestCase> cases) =>
        [.. from found in cases from kind in Enum.GetValues<DatabaseKind>() select On(kind, found)];

    private static XunitTestCase On(DatabaseKind kind, IXunitTestCase found)
    {
        var traits = found.Traits.ToDictionary(trait => trait.Key, trait => trait.Value.ToHashSet());
        traits[Trait] = [kind.ToString()];
        return new XunitTestCase(
            found.TestMethod, $"{found.TestCaseDisplayName} on {kind}", $"{found.UniqueID}-{kind}", found.Explicit, found.SkipExceptions,
            found.SkipReason,
            found.SkipType, found.SkipUnless, found.SkipWhen, traits, found is XunitTestCase plain ? plain.TestMethodArguments : [],
            found.SourceFilePath, found.SourceLineNumber, found.Timeout);
    }
}
