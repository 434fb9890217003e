namespace FsxPortal.Tests.House;

/// <summary>Fails with everything there is to complain about, a line each.</summary>
internal static class Report
{
    public static void Nothing(IEnumerable<string> complaints)
    {
        var all = complaints.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(all.Count == 0, string.Join('\n', all.Prepend($"{all.Count} complaints:")));
    }
}
