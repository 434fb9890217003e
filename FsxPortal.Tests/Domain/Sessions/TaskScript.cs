using FsxPortal.Core.Domain.Sessions;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Sessions;

/// <summary>Walks a task through the events of a golden file.</summary>
/// <remarks>
/// <c>task attempts= [copies=]</c> plans it. Each other line is a time and what happens then: <c>look</c>, <c>job N STATE [TEXT]</c>,
/// <c>point N</c>, <c>judged</c>, <c>stop</c>, <c>busy [REGION:] TEXT</c>, <c>free
/// [REGION]</c>, <c>refuse TEXT</c> or <c>die</c> (at the next
/// call to AWS). The answers are what the machine does until it waits, and where the task stands then.
/// </remarks>
internal sealed class TaskScript
{
    private TaskWorld _world = new(1);

    public static string Run(string text) => Golden.Answer(text, new TaskScript().Step);

    private IEnumerable<string> Step(string input)
    {
        var words = input.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words[0] == "task")
        {
            var settings = words.Skip(1).Select(word => word.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
            _world = new TaskWorld(settings["attempts"][0] - '0', settings.TryGetValue("copies", out var copies) ? copies.Split(',') : []);
            return [];
        }

        Happen(words[1], words[2..], string.Join(' ', words.Skip(2)));
        return [.. _world.Run(Some.Instant($"2026-03-06 {words[0]}")), Stand(_world.Task)];
    }

    private void Happen(string what, string[] words, string text)
    {
        switch (what)
        {
            case "look": break;
            case "job": Report($"job-{words[0]}", words[1], string.Join(' ', words.Skip(2))); break;
            case "point": _world.Describe($"job-{words[0]}"); break;
            case "judged": _world.OpenRetentionRequests = 0; break;
            case "stop": _world.StopRequested = true; break;
            case "busy" when words[0].EndsWith(':'): _world.CopiesBusy[words[0].TrimEnd(':')] = string.Join(' ', words.Skip(1)); break;
            case "busy": _world.ResourceBusy = text; break;
            case "free" when words.Length > 0: _world.CopiesBusy.Remove(words[0]); break;
            case "free": _world.ResourceBusy = null; break;
            case "forbidden": _world.Forbidden = text; break;
            case "allowed": _world.Forbidden = null; break;
            case "refuse": _world.RefuseNextCall = text; break;
            case "die": _world.DieAfterNextCall = true; break;
            default: throw new FormatException($"What is '{what}'?");
        }
    }

    private void Report(string job, string state, string text) => _world.Report(
        job,
        Enum.Parse<AwsJobState>(state),
        text.EndsWith('%') || text.Length == 0 ? null : text,
        text.EndsWith('%') ? double.Parse(text.TrimEnd('%'), System.Globalization.CultureInfo.InvariantCulture) : null);

    private static string Stand(WorkItem task) =>
        $"[{task.State}, {task.Step}, {task.Percent} %{(task.Reason is null ? "" : $": {task.Reason}")}]";
}
