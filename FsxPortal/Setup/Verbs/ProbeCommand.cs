using FsxPortal.Core.Aws;
using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Core.Engine.Checks;
using FsxPortal.Core.Persistence;
using FsxPortal.Setup.Start;
using Microsoft.EntityFrameworkCore;

namespace FsxPortal.Setup.Verbs;

/// <summary>The command <c>check --probe</c>: makes one backup, after a question, to learn what AWS's documentation leaves open.</summary>
internal static class ProbeCommand
{
    /// <summary>Asks, probes and cleans up.</summary>
    /// <returns>0; or 1 if something failed or is left behind.</returns>
    /// <exception cref="StartException">The account, the file system or the vault is not known.</exception>
    public static async Task<int> RunAsync(
        IServiceProvider services, CheckArguments arguments, TextReader input, TextWriter output, CancellationToken cancel)
    {
        try
        {
            var order = await OrderAsync(services, arguments, cancel);
            await output.WriteLineAsync($"This makes a backup of {order.FileSystem.Name} ({order.FileSystem.Arn})");
            await output.WriteLineAsync(
                $"in {order.Vault}{(order.CopyVault is { } copies ? $" and a copy in {copies}" : "")}, and deletes it again. AWS may "
                    + $"charge for it.");
            await output.WriteAsync("Type yes to go on: ");
            if ((await input.ReadLineAsync(cancel))?.Trim() != "yes")
            {
                await output.WriteLineAsync("Nothing was done.");
                return 1;
            }

            var isClean = await services.GetRequiredService<TagProbe>().RunAsync(order, output.WriteLine, cancel);
            await output.WriteLineAsync(isClean ? "Nothing is left behind." : "Something is left behind: see above.");
            return isClean ? 0 : 1;
        }
        catch (AwsFault fault)
        {
            await output.WriteLineAsync(fault.Message);
            return 1;
        }
    }

    private static async Task<ProbeOrder> OrderAsync(IServiceProvider services, CheckArguments arguments, CancellationToken cancel)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(cancel);
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(known => known.AwsAccountId == arguments.Account, cancel)
            ?? throw new StartException($"The account {arguments.Account} is not registered.");
        Arn? copies = null;
        if (arguments.CopyTo.Length > 0
            && !(Arn.TryParse(arguments.CopyTo, out copies) && copies.Service == "backup" && copies.Account == account.AwsAccountId))
        {
            throw new StartException($"'{arguments.CopyTo}' is not the ARN of a vault of this account.");
        }

        var inventory = services.GetRequiredService<InventoryGateway>();
        foreach (var region in account.Regions)
        {
            var found = (await inventory.ReadAsync(account, region, cancel)).Items
                .FirstOrDefault(known =>
                    known.AwsVolumeId == arguments.FileSystem
                        || (known.AwsVolumeId is null && known.AwsFileSystemId == arguments.FileSystem));
            if (found is not null)
            {
                return new ProbeOrder(account, found, Arn.Vault(account.Partition, region, account.AwsAccountId, arguments.Vault), copies);
            }
        }

        throw new StartException(
            $"The account {account.AwsAccountId} has no file system or volume {arguments.FileSystem} in "
                + $"{string.Join(", ", account.Regions)}.");
    }
}
