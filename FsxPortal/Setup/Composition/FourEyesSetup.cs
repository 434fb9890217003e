using System.Globalization;
using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Setup.Start;

namespace FsxPortal.Setup.Composition;

/// <summary>For what the portal wants a second person (Portal:FourEyes), and how long it waits for one (Portal:FourEyesLifetime).</summary>
public static class FourEyesSetup
{
    private const string Key = "Portal:FourEyes";
    private const string LifetimeKey = "Portal:FourEyesLifetime";

    /// <summary>Adds the settings.</summary>
    public static void AddFourEyes(this IHostApplicationBuilder builder)
    {
        var (kinds, lifetime) = Of(builder.Configuration);
        builder.Services.Configure<FourEyesOptions>(options => (options.Kinds, options.Lifetime) = (kinds, lifetime));
    }

    /// <summary>Reads the settings: a list, or names with commas between them as an environment variable has them.</summary>
    /// <exception cref="StartException">One of them is wrong.</exception>
    public static (IReadOnlyList<FourEyes> Kinds, TimeSpan Lifetime) Of(IConfiguration configuration) =>
        ([.. Names(configuration).Select(KindOf).Distinct()], LifetimeOf(configuration[LifetimeKey]));

    private static IEnumerable<string> Names(IConfiguration configuration) =>
        configuration.GetSection(Key).GetChildren().Select(child => child.Value ?? "").Append(configuration[Key] ?? "")
            .SelectMany(text => text.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries));

    // A number would be taken for one of the names.
    private static FourEyes KindOf(string name) =>
        Array.Find(Enum.GetNames<FourEyes>(), known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } known
            ? Enum.Parse<FourEyes>(known)
            : throw new StartException($"{Key} names '{name}', for which no second person can be asked. It may name "
                + $"{string.Join(", ", Enum.GetNames<FourEyes>())}; leave it empty where one person is enough.");

    private static TimeSpan LifetimeOf(string? text) =>
        string.IsNullOrEmpty(text) ? FourEyesOptions.UsualLifetime
        : !TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var lifetime) || FourEyesOptions.Problem(lifetime) is not null
            ? throw new StartException($"{LifetimeKey} is '{text}'. {FourEyesOptions.Problem(TimeSpan.Zero)}")
        : lifetime;
}
