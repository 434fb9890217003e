using Amazon;

namespace FsxPortal.Core.AwsSdk.Wire;

/// <summary>What a collection holds before anyone sets it.</summary>
internal static class Unset
{
    /// <summary>Null, so that absent and empty can be told apart, unless the application asked for the older way.</summary>
    public static T? Collection<T>()
        where T : class, new() => AWSConfigs.InitializeCollections ? new T() : null;
}
