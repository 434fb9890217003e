using FsxPortal.Tests.House;
using FsxPortal.Tests.Judges;

namespace FsxPortal.Tests.AwsSdk.Models;

/// <summary>Our clients against what AWS itself publishes of its services.</summary>
public sealed class ModelTests(ITestOutputHelper output)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("backup", 30, 440, 45, 9)]
    [InlineData("fsx", 12, 355, 145, 25)]
    public async Task Clients_differ_from_the_models_of_AWS_only_where_it_is_explained(
        string service, int operations, int members, int values, int errors)
    {
        var python = Botocore.Read(service);
        var newest = (await JavaScriptSdk.ReadAsync(service, Cancel)).WithNumbersOf(python);
        using var client = OurClient.Of(service);
        var ours = await OurModel.ReadAsync(client, Cancel);

        var comparison = new Comparison(ours, newest);
        var older = new Comparison(ours, python);

        var explained = Explained.Read(service);
        var found = comparison.Differences.Select(difference => difference.ToString()).ToList();
        output.Judged(
            $"Our client of {service}: {comparison.Summary}; {explained.Count} differences explained, {found.Except(explained).Count()} "
                + $"beyond these");
        var compared = comparison.Compared;
        Assert.True(
            compared.Operations >= operations && compared.Members >= members && compared.Values >= values
                && compared.Errors >= errors, comparison.Summary);
        Report.Nothing(found.Except(explained).Select(line => $"not explained: {line}"));
        Report.Nothing(explained.Except(found).Select(line => $"no longer so: {line}"));

        // Where the older model differs and the newest agrees with us, the newest is right.
        var subjects = comparison.Differences.Select(difference => difference.Subject).ToHashSet();
        var outdated = older.Differences.Where(difference => !explained.Contains(difference.ToString())).ToList();
        Assert.DoesNotContain(outdated, difference => subjects.Contains(difference.Subject));
        output.Judged($"Our client of {service}: {older.Summary}; in {outdated.Count} more cases this older model is out of date");
    }
}
