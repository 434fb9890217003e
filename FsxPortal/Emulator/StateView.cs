using FsxPortal.Emulator.World;

namespace FsxPortal.Emulator;

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
            Type = (string?)resource.Shape["FileSystemType"] ?? (string?)resource.Shape["VolumeType"],
            Tags = new Dictionary<string, string>(resource.Tags),
        }).ToList(),
        Vaults = world.Vaults.Values.Select(vault => new { vault.Arn, vault.Name, vault.Account, vault.Region, RecoveryPoints = vault.Points.Count }).ToList(),
        RecoveryPoints = world.Points.Values.Select(point => new
        {
            point.Arn,
            Vault = point.Vault.Arn,
            Resource = point.Resource.Arn,
            point.Status,
            point.CreatedAt,
            point.SizeBytes,
            point.Full,
            Source = point.Source?.Arn,
            Tags = new Dictionary<string, string>(point.Tags),
        }).ToList(),
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
        Credentials = world.Credentials.Lasting.Select(key => new { key.Account, AccessKeyId = key.Id, SecretAccessKey = key.Secret }).ToList(),
        Roles = world.Roles.Order().ToList(),
    };
}
