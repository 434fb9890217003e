namespace FsxPortal.Setup;

/// <summary>Where pages find their texts.</summary>
public static class TextSetup
{
    /// <summary>Registers the texts: those of a page are in the file of its name below <c>Resources</c>.</summary>
    public static IServiceCollection AddTexts(this IServiceCollection services) =>
        services.AddLocalization(options => options.ResourcesPath = "Resources");
}
