namespace FsxPortal.Core.Progress;

/// <summary>Carries topics from whoever changed something to every node that listens.</summary>
public interface IProgressRelay
{
    /// <summary>Says that these topics have changed. Called after the change is committed.</summary>
    void Publish(IEnumerable<string> topics);
}
