namespace FsxPortal.Setup.Start;

/// <summary>The folder for everything that has to survive a restart.</summary>
public static class HomeFolder
{
    /// <summary>The folder that was asked for, or one among the user's application data; created where it is missing.</summary>
    public static string Of(PortalArguments arguments)
    {
        var folder = arguments.Data.Length > 0
            ? arguments.Data
            : Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
                "FsxPortal", arguments.Demo ? "demo" : "data");
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The data folder {folder} can't be created: {denied.Message} Name another one with --data.");
        }

        return folder;
    }
}
