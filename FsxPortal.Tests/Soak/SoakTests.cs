using System.Globalization;
using FsxPortal.Tests.Judges;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;

namespace FsxPortal.Tests.Soak;

/// <summary>Users, outsiders and faults at random on two nodes and PostgreSQL, and a checker that shares no code with the portal.</summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    private const int LogLines = 300;

    // How long, and with which dice; a longer one is asked for by these switches.
    private static int Seconds => EnvironmentSwitch.Number("SOAK_SECONDS", 150);

    private static int Seed => EnvironmentSwitch.Number("SOAK_SEED", 1);

    [Fact]
    public async Task Whatever_users_outsiders_and_AWS_do_everything_ends_and_nothing_is_lost()
    {
        Programs.Demand(PostgresServer.IsInstalled && await Python.HasBoto3Async() ? Python.Path : null, "PostgreSQL and python3-boto3");
        await using var cluster = await Cluster.Cluster.StartAsync();

        var (code, text) = await Python.RunAsync(
            [
                Path.Combine(Repository.Root, "FsxPortal.Tests", "Soak", "soak.py"), "--emulator", cluster.Aws.Url,
                "--seconds", Seconds.ToString(CultureInfo.InvariantCulture), "--seed", Seed.ToString(CultureInfo.InvariantCulture),
                .. cluster.Nodes.SelectMany(node => new[]
                {
                    "--node", node.Api.BaseAddress!.GetLeftPart(UriPartial.Authority),
                    "--pid", node.Process.Id.ToString(CultureInfo.InvariantCulture),
                }),
            ]);

        output.WriteLine(text);
        if (code != 0)
        {
            cluster.Nodes.ToList().ForEach(node => output.WriteLine(string.Join('\n', node.Process.Output.Split('\n').TakeLast(LogLines))));
        }

        Assert.True(code == 0, text);
    }
}
