using System.Globalization;

namespace FsxPortal.Setup.Start;

/// <summary>What the command line asks for.</summary>
public sealed record PortalArguments
{
    /// <summary>Whether to bring an emulator of AWS and demo data.</summary>
    public bool Demo { get; init; }

    /// <summary>In the demo: no policies, nothing adopted.</summary>
    public bool Empty { get; init; }

    public string Urls { get; init; } = "http://127.0.0.1:5080";

    public string EmulatorUrls { get; init; } = "http://127.0.0.1:5081";

    /// <summary>The folder for everything that has to survive a restart.</summary>
    public string Data { get; init; } = "";

    /// <summary>Emulator seconds for each real second.</summary>
    public double Speed { get; init; } = 60;

    /// <summary>Where the demo's clock begins; today if none. A demo that is watched by tests always has the same time of day.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>What is left for the configuration, <c>--Section:Key value</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Reads the command line.</summary>
    /// <exception cref="StartException">An option is unknown or its value is wrong.</exception>
    public static PortalArguments Parse(IReadOnlyList<string> args)
    {
        var result = new PortalArguments();
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = Split(args[i]);
            string Value() => value ?? (i + 1 < args.Count ? args[++i] : throw new StartException($"The option {name} needs a value."));
            result = name switch
            {
                "--demo" => result with { Demo = true },
                "--empty" => result with { Empty = true },
                "--urls" => result with { Urls = Value() },
                "--data" => result with { Data = Path.GetFullPath(Value()) },
                "--speed" => result with { Speed = SpeedOf(Value()) },
                "--emulator-urls" => result with { EmulatorUrls = Value() },
                _ when name.StartsWith("--", StringComparison.Ordinal) && name.Contains(':', StringComparison.Ordinal) =>
                    result with { Settings = [.. result.Settings, $"{name}={Value()}"] },
                _ => throw new StartException(
                    $"'{args[i]}' is not an option of the portal. It knows --demo, --empty, --urls, --data, --speed, --emulator-urls, "
                        + $"and the commands 'check', 'audit verify', 'emulator', 'plan', 'apply' and 'export'."),
            };
        }

        return result is { Empty: true, Demo: false } ? throw new StartException("--empty goes with --demo.") : result;
    }

    internal static (string Name, string? Value) Split(string arg)
    {
        var equals = arg.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (arg, null) : (arg[..equals], arg[(equals + 1)..]);
    }

    private static double SpeedOf(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var speed) && speed is > 0 and <= 100_000
            ? speed
            : throw new StartException($"'{text}' is not a speed. Give a number of emulator seconds per real second, such as 60.");
}

/// <summary>The portal can't start; the message is a plain sentence that says what to do.</summary>
public sealed class StartException(string message) : Exception(message);
