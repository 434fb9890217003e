namespace FsxPortal.Tests.Support;

/// <summary>What is installed on this machine.</summary>
public static class Installed
{
    private static readonly string[] Path = ((string?)Environment.GetEnvironmentVariables()["PATH"] ?? "")
        .Split(System.IO.Path.PathSeparator);

    /// <summary>The path of the first of <paramref name="names"/> that is installed.</summary>
    public static string? Find(params string[] names) => (from name in names
                                                          from folder in Path
                                                          let path = System.IO.Path.Combine(folder, name)
                                                          where File.Exists(path)
                                                          select path).FirstOrDefault();
}
