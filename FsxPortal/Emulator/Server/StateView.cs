using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator.Server;

/// <summary>The world as <c>GET /_emulator/state</c> shows it.</summary>
public static class StateView
{
    /// <summary>Everything that exists, and the credentials that are accepted. Nothing in it changes with the world.</summary>
    public static object Of(AwsWorld world) => new
    {
        FileSystems = world.Resources.Values.Select(resource => new
        {
            resource.Arn,
            resource.Account,
            resource.Region,
            resource.Lifecycle,
            Type = (string?)resource.Shape["FileSystemType"] ?? (string?)resource.Shape["VolumeType"],
            Tags = new Dictionary<string, string>(resource.Tags),
        }).ToList(),
        Vaults = world.Vaults.Values.Select(Vault).ToList(),
        RecoveryPoints = world.Points.Values.Where(point => !point.Vault.IsNative).Select(Point).ToList(),
        NativeBackups = world.Points.Values.Where(point => point.Vault.IsNative).Select(Point).ToList(),
        Jobs = world.Jobs.Values.Select(job => new
        {
            job.Id,
            Kind = job.Source is null ? "Backup" : "Copy",
            job.Lane,
            Resource = job.Resource.Arn,
            Vault = job.Vault.Arn,
            job.State,
            job.Message,
            job.CreatedAt,
            job.CompletedAt,
            RecoveryPoint = job.PointArn,
        }).ToList(),
        RestoreJobs = world.RestoreJobs.Values.SelectMany(jobs => jobs.Values).Select(Restore).ToList(),
        Keys = world.Keys.Values.Select(key => new { key.Arn, key.State, Aliases = key.Aliases.ToList() }).ToList(),
        Credentials = world.Credentials.Lasting.Select(key => new { key.Account, AccessKeyId = key.Id, SecretAccessKey = key.Secret })
            .ToList(),
        Roles = world.Roles.Order().ToList(),
    };

    private static object Vault(EmulatedVault vault) => new
    {
        vault.Arn,
        vault.Name,
        vault.Account,
        vault.Region,
        Locked = vault.Lock is not null,
        Policy = vault.Policy?.Text,
        RecoveryPoints = vault.Points.Count,
    };

    private static object Point(EmulatedPoint point) => new
    {
        point.Arn,
        Vault = point.Vault.IsNative ? null : point.Vault.Arn,
        Resource = point.Resource.Arn,
        point.Status,
        point.CreatedAt,
        point.SizeBytes,
        point.Full,
        Automatic = point.IsAutomatic,
        point.DeleteAfterDays,
        Source = point.Source?.Arn,
        Tags = new Dictionary<string, string>(point.Tags),
    };

    private static object Restore(EmulatedRestore job) => new
    {
        job.Id,
        RecoveryPoint = job.Point.Arn,
        State = job.Status,
        job.Message,
        job.CreatedAt,
        job.CompletedAt,
        job.CreatedArn,
    };
}
