using System.Diagnostics;
using System.Globalization;
using FsxPortal.Emulator;
using FsxPortal.Emulator.Server;
using FsxPortal.Tests.Support.Databases;
using FsxPortal.Tests.Support.People;

namespace FsxPortal.Benchmarks.Fleets;

/// <summary>What the portal's process takes of the machine's memory with a large fleet, after every list has been looked at.</summary>
internal sealed class FleetMemory(int fileSystems)
{
    private const string Ready = "FsxPortal answers at ";

    public async Task<Figure> RunAsync(string name)
    {
        var empty = await MeasureAsync(0);
        return new Figure(name, "MiB", await MeasureAsync(fileSystems), empty, double.NaN);
    }

    private static async Task<double> MeasureAsync(int fileSystems)
    {
        await using var fleet = await FleetDatabase.StartAsync(fileSystems);
        await using var aws = await EmulatorApp.StartAsync(
            new EmulatorOptions { Urls = "http://127.0.0.1:0", Seed = EmulatorSeed.Empty, Speed = 1 }, CancellationToken.None);
        var folder = Directory.CreateTempSubdirectory("fsxportal-bench-").FullName;
        using var portal = Start(fleet, aws, folder);
        var address = await AddressAsync(portal);
        var cookie = await DemoSignIn.CookieAsync(address, CancellationToken.None);
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = await DemoSignIn.HeaderAsync(address, CancellationToken.None);
        client.DefaultRequestHeaders.Add("Cookie", $"{cookie.Name}={cookie.Value}");
        foreach (
            var path in (
                string[])["", "file-systems", "policies", "sessions", "api/v1/file-systems?limit=500", "api/v1/restore-points?limit=500"])
        {
            for (var times = 0; times < 20; times++)
            {
                (await client.GetAsync(path)).EnsureSuccessStatusCode();
            }
        }

        var status = await File.ReadAllLinesAsync($"/proc/{portal.Id}/status");
        var kib = status.Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2];
        portal.Kill();
        await portal.WaitForExitAsync();
        Directory.Delete(folder, recursive: true);
        return double.Parse(kib, CultureInfo.InvariantCulture) / 1024;
    }

    private static Process Start(FleetDatabase fleet, EmulatorApp aws, string folder) => Process.Start(new ProcessStartInfo("dotnet",
    [
        Path.Combine(AppContext.BaseDirectory, "FsxPortal.dll"), "--demo", "--empty", "--urls", "http://127.0.0.1:0", "--data", folder,
        $"--Aws:Endpoint={aws.Url}",
        "--Database:Provider=PostgreSql", $"--Database:ConnectionString={fleet.ConnectionString}",
        $"--Audit:Key={TrailKey.Text}",
    ])
    { RedirectStandardOutput = true })!;

    private static async Task<Uri> AddressAsync(Process portal)
    {
        while (await portal.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Ready, StringComparison.Ordinal))
            {
                return new Uri(line[Ready.Length..]);
            }
        }

        throw new InvalidOperationException("The portal did not start.");
    }
}
