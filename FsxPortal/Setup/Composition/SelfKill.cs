using System.Diagnostics;
using FsxPortal.Core.Engine;
using FsxPortal.Setup.Start;

namespace FsxPortal.Setup.Composition;

/// <summary>A test aid: the process ends itself without a word (SIGKILL) at a checkpoint of the engine.</summary>
/// <remarks>
/// <c>--Checkpoints:KillAt=backup-called</c> shows what a power cut between AWS's answer and our note of it would leave behind.
/// The names are those of <see cref="Checkpoints"/>. Nobody sets this in production.
/// </remarks>
public static class SelfKill
{
    /// <summary>Checkpoints at which nothing happens, save for <paramref name="name"/> if there is one.</summary>
    /// <exception cref="StartException">There is no checkpoint of that name.</exception>
    public static Checkpoints At(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return new Checkpoints();
        }

        if (!Checkpoints.All.Contains(name))
        {
            throw new StartException($"Checkpoints:KillAt is '{name}', which is none of: {string.Join(", ", Checkpoints.All)}.");
        }

        return new Checkpoints(passed =>
        {
            if (passed == name)
            {
                using var self = Process.GetCurrentProcess();
                self.Kill();
            }
        });
    }
}
