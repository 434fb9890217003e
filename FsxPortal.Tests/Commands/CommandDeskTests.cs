using System.Reflection;
using FsxPortal.Core.Commands;
using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Auditing;
using FsxPortal.Core.Persistence;
using FsxPortal.Core.Persistence.Locks;
using FsxPortal.Core.Progress;
using FsxPortal.Tests.Queries;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Tests.Commands;

/// <summary>No command goes past the desk.</summary>
public sealed class CommandDeskTests : CommandTests
{
    private static readonly Actor Reader = new("Rob", PortalRoles.ReadOnly | PortalRoles.RestoreOperator);

    // Whatever takes an actor is a command; the desk itself carries them out.
    private static readonly IReadOnlyList<MethodInfo> Commands =
    [
        .. from type in typeof(CommandDesk).Assembly.GetExportedTypes()
           where type.Namespace == typeof(CommandDesk).Namespace && type != typeof(CommandDesk)
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
           where method.GetParameters() is [{ } first, ..] && first.ParameterType == typeof(Actor)
           select method,
    ];

    public static TheoryData<string> Names => [.. Commands.Select(NameOf)];

    [Fact]
    public async Task Whoever_sees_some_accounts_only_changes_nothing()
    {
        var limited = new Actor("Lim", PortalRoles.Administrator) { Scope = new Scope(PortalRoles.Administrator, [Rows.Account]) };
        foreach (var kind in Enum.GetValues<CommandKind>())
        {
            var refused = await Assert.ThrowsAsync<NotAllowedException>(() => Get<CommandDesk>().RunAsync(
                limited, kind, _ => Task.FromResult(new Outcome<bool>(true, null)), Cancel));
            Assert.StartsWith("You see some AWS accounts only", refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(PortalRoles.None, true, true)]
    [InlineData(PortalRoles.ReadOnly, true, true)]
    [InlineData(PortalRoles.RestoreOperator, true, true)]
    [InlineData(PortalRoles.Operator, false, true)]
    [InlineData(PortalRoles.Administrator, false, false)]
    public async Task Each_role_is_refused_what_it_may_not(PortalRoles role, bool operating, bool settings)
    {
        CommandKind[] ofSettings = [CommandKind.RegisterAccount, CommandKind.ChangeAccount, CommandKind.RemoveAccount];
        foreach (var kind in Enum.GetValues<CommandKind>())
        {
            var asked = await Record.ExceptionAsync(() => Get<CommandDesk>().RunAsync(
                new Actor("Somebody", role), kind, _ => Task.FromResult(new Outcome<bool>(true, null)), Cancel));
            Assert.True(
                asked is NotAllowedException == (ofSettings.Contains(kind) ? settings : operating), $"{kind} for {role}: {asked?.Message}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_command_is_refused_to_who_only_looks(string name)
    {
        var command = Commands.Single(command => NameOf(command) == name);
        object?[] wishes = [.. command.GetParameters().Skip(1).Select(parameter =>
            parameter.ParameterType == typeof(CancellationToken) ? Cancel : parameter.ParameterType.IsValueType
                ? Activator.CreateInstance(parameter.ParameterType) : null)];

        var refusal = await Assert.ThrowsAsync<NotAllowedException>(() =>
            (Task)command.Invoke(Get(command.DeclaringType!), [Reader, .. wishes])!);

        var entry = Assert.Single(await RecordsAsync());
        Assert.Equal((Reader.Name, AuditOutcome.Refused, refusal.Message), (entry.Actor, entry.Outcome, entry.Reason));
        Assert.Empty(Told);
    }

    [Fact]
    public void Only_the_desk_opens_transactions_locks_and_tells()
    {
        Type[] reserved = [typeof(IDbContextFactory<PortalDb>), typeof(NamedLocks), typeof(IProgressRelay)];

        Assert.True(Commands.Count >= 15);
        Assert.All(Commands.Select(command => command.DeclaringType!).Distinct(), type =>
        {
            var injected = type.GetConstructors().Single().GetParameters().Select(parameter => parameter.ParameterType).ToList();
            Assert.Contains(typeof(CommandDesk), injected);
            Assert.Empty(injected.Intersect(reserved));
        });
    }

    [Fact]
    public async Task Accounts_are_for_administrators()
    {
        var operators = Reader with { Roles = PortalRoles.Operator };

        await Assert.ThrowsAsync<NotAllowedException>(() => Get<AccountCommands>().RemoveAsync(operators, Spare.Id, null, Cancel));
        await Get<PolicyCommands>().EnableAsync(operators, Daily.Id, false, Cancel);

        Assert.Equal(
            [(AuditAction.RemoveAccount, AuditOutcome.Refused), (AuditAction.DisablePolicy, AuditOutcome.Done)],
            (await RecordsAsync()).Select(entry => (entry.Action, entry.Outcome)));
    }

    private static string NameOf(MethodInfo command) => $"{command.DeclaringType!.Name}.{command.Name}";
}
