namespace FsxPortal.Core.Progress;

/// <summary>Something about <paramref name="Topic"/> has changed: read it again.</summary>
/// <param name="Topic">About whom; see <see cref="ProgressTopic"/>.</param>
/// <param name="Version">Grows with each change that this process saw of the topic.</param>
public sealed record ProgressEvent(string Topic, long Version);
