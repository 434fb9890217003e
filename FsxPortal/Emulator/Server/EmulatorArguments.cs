using System.Globalization;

namespace FsxPortal.Emulator.Server;

/// <summary>Reads the command line of the emulator.</summary>
public static class EmulatorArguments
{
    /// <summary>The options that were given.</summary>
    /// <exception cref="EmulatorStartException">An option is unknown or its value is wrong.</exception>
    public static EmulatorOptions Parse(IReadOnlyList<string> args)
    {
        var options = new EmulatorOptions();
        for (var i = 0; i < args.Count; i++)
        {
            var name = args[i];
            string Value() => i + 1 < args.Count ? args[++i] : throw new EmulatorStartException($"The option {name} needs a value.");
            options = name switch
            {
                "--urls" => options with { Urls = Value() },
                "--data" => options with { StateFile = Value() },
                "--speed" => options with { Speed = Speed(Value()) },
                "--seed" => options with { Seed = Seed(Value()) },
                "--rates" => options with { Rates = Rates(Value()) },
                _ => throw new EmulatorStartException(
                    $"'{name}' is not an option of the emulator. It knows --urls, --speed, --seed, --rates and --data."),
            };
        }

        return options;
    }

    private static double Speed(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var speed)
            && speed is > 0 and <= EmulatorOptions.MaxSpeed
            ? speed
            : throw new EmulatorStartException($"'{text}' is not a speed. Give a number of emulated seconds per real second, such as 60.");

    private static RateLimits Rates(string text) => text switch
    {
        "aws" => RateLimits.Aws,
        "none" => RateLimits.None,
        _ => throw new EmulatorStartException($"'{text}' are no rates. Use 'aws' or 'none'."),
    };

    private static EmulatorSeed Seed(string text) => text switch
    {
        "demo" => EmulatorSeed.Demo,
        "empty" => EmulatorSeed.Empty,
        _ => throw new EmulatorStartException($"'{text}' is not a seed. Use 'demo' or 'empty'."),
    };
}
