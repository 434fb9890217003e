using System.Net;

namespace FsxPortal.CommandLine;

/// <summary>The commands <c>plan</c>, <c>apply</c> and <c>export</c>: policies as files, over the API that any program may use.</summary>
public static class PolicyFileCommand
{
    private const string Outdated = "The portal is not what the plan was made of any more";

    /// <summary>Carries a command out.</summary>
    /// <param name="arguments">What is asked for.</param>
    /// <param name="output">Where the result goes.</param>
    /// <param name="error">Where waits are told.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The exit code, see <see cref="ExitCode"/>.</returns>
    /// <exception cref="CommandLineException">It comes to nothing.</exception>
    public static async Task<int> RunAsync(
        PolicyFileArguments arguments, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        using var connection = new PortalConnection(arguments.Portal, error);
        var portal = new PolicyWire(connection);
        if (arguments.Verb == "export")
        {
            return await ExportAsync(arguments, portal, output, cancel);
        }

        var plan = await Planner.MakeAsync(PolicyFiles.Read(arguments.Path), arguments.Prune, portal, cancel);
        foreach (var line in PlanText.Of(plan))
        {
            await output.WriteLineAsync(line);
        }

        if (arguments.Verb == "plan")
        {
            return plan.Steps.Count == 0 ? ExitCode.Done : ExitCode.Changes;
        }

        if (arguments.Plan.Length > 0 && arguments.Plan != plan.Digest)
        {
            throw new CommandLineException($"{Outdated}: what there is to do now is above. Nothing was done.", ExitCode.Outdated);
        }

        return await ApplyAsync(plan, arguments, portal, output, cancel);
    }

    private static async Task<int> ExportAsync(
        PolicyFileArguments arguments, PolicyWire portal, TextWriter output, CancellationToken cancel)
    {
        var policies = new List<(string, string)>();
        foreach (var policy in await portal.ListAsync(cancel))
        {
            policies.Add((policy.Document.Name ?? "", await portal.ExportAsync(policy.Id, cancel)));
        }

        foreach (var file in PolicyFiles.Write(arguments.Path, policies))
        {
            await output.WriteLineAsync(file);
        }

        return ExitCode.Done;
    }

    private static async Task<int> ApplyAsync(
        PolicyPlan plan, PolicyFileArguments arguments, PolicyWire portal, TextWriter output, CancellationToken cancel)
    {
        var code = ExitCode.Done;
        foreach (var (done, step) in plan.Steps.Index())
        {
            // Only a plan that somebody has seen approves what goes by it.
            var approved = arguments.Plan.Length > 0 ? step.Consequences.Digest : null;
            var answer = step switch
            {
                { Saved: null } => await portal.CreateAsync(step.File!.Document, $"{Guid.CreateVersion7()}", cancel),
                { File: null } => await portal.RemoveAsync(step.Saved, cancel),
                _ => await portal.ChangeAsync(step.Saved, step.File.Document, approved, cancel),
            };
            DemandDone(answer, step, done);
            if (answer.Status == HttpStatusCode.Accepted)
            {
                code = ExitCode.Waits;
                await output.WriteLineAsync($"{(step.File is null ? "The removal" : "The change")} of {step.Name} waits for a second person: "
                    + $"{arguments.Portal.Url.GetLeftPart(UriPartial.Path).TrimEnd('/')}/approvals/{answer.Json()["id"]}");
                continue;
            }

            var waits = step.Consequences.Digest is not null && approved is null
                ? " Restore points that would end sooner wait for an approval in the portal." : "";
            await output.WriteLineAsync($"{(step.Saved is null ? "Created" : step.File is null ? "Removed" : "Changed")} {step.Name}.{waits}");
        }

        return code;
    }

    private static void DemandDone(Answer answer, Step step, int done)
    {
        if ((int)answer.Status is >= 200 and < 300)
        {
            return;
        }

        var before = done == 0 ? "Nothing was done." : $"{done} of the changes before it were made; run the command again for the others.";
        throw answer.Status is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict or HttpStatusCode.NotFound
            ? new CommandLineException($"{Outdated}. {step.Name}: {PortalConnection.Detail(answer)} {before}", ExitCode.Outdated)
            : new CommandLineException($"{step.Name}: {string.Join(' ', PolicyWire.ProblemsOf(answer))} {before}");
    }
}
