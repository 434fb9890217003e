using System.Globalization;
using FsxPortal.Setup.Start;

namespace FsxPortal.Setup.Telemetry;

/// <summary>The port at which monitoring asks, if it has one of its own (Portal:ManagementPort).</summary>
public static class ManagementPort
{
    /// <summary>The setting.</summary>
    public const string Key = "Portal:ManagementPort";

    /// <summary>The port; none if monitoring asks at the portal's own address.</summary>
    /// <exception cref="StartException">The setting is not a port.</exception>
    public static int? Of(IConfiguration configuration) => configuration[Key] switch
    {
        null or "" => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65_535 =>
            port,
        var text => throw new StartException($"{Key} is '{text}', which is not a port. Give a number such as 9464, or leave it empty."),
    };

    /// <summary>What to listen on: the portal's own addresses, and the port on every address of the machine.</summary>
    public static string[] Urls(IConfiguration configuration, string own) =>
        Of(configuration) is { } port ? [own, $"http://*:{port.ToString(CultureInfo.InvariantCulture)}"] : [own];

    /// <summary>Whether monitoring asks for <paramref name="path"/>.</summary>
    public static bool Serves(PathString path) =>
        IsMetrics(path) || path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether <paramref name="path"/> is that of the metrics.</summary>
    public static bool IsMetrics(PathString path) => path.StartsWithSegments("/metrics", StringComparison.OrdinalIgnoreCase);
}
