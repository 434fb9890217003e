namespace FsxPortal.Tests.Support;

/// <summary>Switches a person sets to make tests do more than test.</summary>
public static class EnvironmentSwitch
{
    /// <summary>Whether the variable is set to something.</summary>
    public static bool IsSet(string name) => Environment.GetEnvironmentVariables()[name] is string { Length: > 0 };
}
