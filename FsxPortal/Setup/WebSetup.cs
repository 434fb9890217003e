namespace FsxPortal.Setup;
/// <summary>stub</summary>
public static class WebSetup {
    /// <summary>stub</summary>
    public static void AddWeb(this WebApplicationBuilder builder) { }
    /// <summary>stub</summary>
    public static void MapWeb(this WebApplication app) { }
}
