using System.Diagnostics;
using FsxPortal.Auth.Visitors;
using FsxPortal.Components.Texts;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Approvals;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Queries;
using FsxPortal.Core.Telemetry;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace FsxPortal.Components;

/// <summary>Carries out what a button asks for, and tells the visitor plainly if that fails.</summary>
public sealed class CommandRunner(ISnackbar snackbar, NavigationManager navigation, Visitor visitor, ILogger<CommandRunner> log)
{
    private static readonly TextTable L = new(typeof(CommandRunner));

    /// <summary>Runs <paramref name="command"/>.</summary>
    /// <param name="command">What the button asks for.</param>
    /// <param name="done">What to say if it succeeds; nothing if that can be seen anyway.</param>
    /// <returns>Whether it succeeded, or waits for a second person.</returns>
    public async Task<bool> RunAsync(Func<Task> command, string? done)
    {
        using var click = PortalTrace.Click();
        try
        {
            await visitor.ConfirmAsync(CancellationToken.None);
            await command();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (AlreadyRunningException running)
        {
            SayWithLink(running.Message, Severity.Warning, L["ShowSession"], $"/sessions/{running.SessionId}");
            return false;
        }
        catch (SecondPersonException waits)
        {
            SayWithLink(waits.Message, Severity.Info, L["ShowRequest"], $"/approvals/{waits.RequestId}");
            return true;
        }
        catch (Exception failure)
        {
            Say(TextOf(failure, click), Severity.Error);
            return false;
        }

        if (done is not null)
        {
            Say(done, Severity.Success);
        }

        return true;
    }

    private string TextOf(Exception failure, Activity click)
    {
        if (failure is InvalidInputException or NotFoundException or NotAllowedException or StaleVersionException
            or ApprovalOutdatedException or ApprovalClosedException or AuditTrailException)
        {
            return failure.Message;
        }

        var number = click.TraceId.ToHexString()[..8];
        log.LogError(failure, "A command failed ({Number})", number);
        return DatabaseTrouble.Of(failure) is { } trouble
            ? L["Unavailable", trouble, number]
            : L["Failed", number];
    }

    private void SayWithLink(string text, Severity severity, string link, string address) => Say(text, severity, options =>
    {
        options.Action = link;
        options.OnClick = _ =>
        {
            navigation.NavigateTo(address);
            return Task.CompletedTask;
        };
    });

    // MudBlazor takes a string for markup. Names come from AWS, where others than us may have typed them.
    private void Say(string text, Severity severity, Action<SnackbarOptions>? configure = null) =>
        snackbar.Add(builder => builder.AddContent(0, text), severity, configure);
}
