namespace FsxPortal.Core.Domain.Inventory;

/// <summary>What AWS says of a backup vault.</summary>
public sealed record VaultFacts(string Arn, string Name, bool Locked, string? KeyArn, long RestorePoints)
{
    /// <summary>The fewest days that a locked vault keeps a restore point.</summary>
    public long? MinRetentionDays { get; init; }

    /// <summary>The most days that a locked vault keeps a restore point.</summary>
    public long? MaxRetentionDays { get; init; }
}

/// <summary>A backup vault: a place in one account and Region where restore points lie.</summary>
public sealed class Vault
{
    private Vault()
    {
    }

    /// <summary>Notes a vault seen for the first time.</summary>
    public Vault(Guid id, VaultFacts facts, DateTimeOffset now)
    {
        Id = id;
        Arn = facts.Arn;
        var arn = Inventory.Arn.Parse(facts.Arn);
        AwsAccount = arn.Account;
        Region = arn.Region;
        Name = facts.Name;
        See(facts, now);
    }

    public Guid Id { get; private set; }

    public string Arn { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string AwsAccount { get; private set; } = "";

    public string Region { get; private set; } = "";

    /// <summary>Whether AWS refuses deletions (Vault Lock).</summary>
    public bool Locked { get; private set; }

    public long? MinRetentionDays { get; private set; }

    public long? MaxRetentionDays { get; private set; }

    public string? KeyArn { get; private set; }

    /// <summary>How many restore points AWS counts; an approximation.</summary>
    public long RestorePoints { get; private set; }

    public DateTimeOffset SeenAt { get; private set; }

    /// <summary>Since when AWS has no longer had the vault; none while it has. AWS deletes empty vaults only.</summary>
    public DateTimeOffset? GoneAt { get; private set; }

    /// <summary>Its lock; none if restore points can be deleted.</summary>
    public VaultLock? Lock => Locked ? new VaultLock(MinRetentionDays, MaxRetentionDays) : null;

    /// <summary>Takes over what AWS says now.</summary>
    public void See(VaultFacts facts, DateTimeOffset now)
    {
        Locked = facts.Locked;
        (MinRetentionDays, MaxRetentionDays) = (facts.MinRetentionDays, facts.MaxRetentionDays);
        KeyArn = facts.KeyArn;
        RestorePoints = facts.RestorePoints;
        SeenAt = now;
        GoneAt = null;
    }

    /// <summary>A complete listing lacked the vault, and AWS did not show it by its name either.</summary>
    public void Miss(DateTimeOffset now) => GoneAt ??= now;
}
