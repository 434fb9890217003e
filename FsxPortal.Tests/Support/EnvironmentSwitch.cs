using System.Globalization;

namespace FsxPortal.Tests.Support;

/// <summary>Switches a person sets to make tests do more than test.</summary>
public static class EnvironmentSwitch
{
    /// <summary>Whether the variable is set to something.</summary>
    public static bool IsSet(string name) => Environment.GetEnvironmentVariables()[name] is string { Length: > 0 };

    /// <summary>The number a variable is set to, or another one.</summary>
    public static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariables()[name] as string, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : otherwise;
}
