namespace FsxPortal.Core.Domain.Inventory;

/// <summary>An AWS account the portal may use.</summary>
public sealed class AwsAccount
{
    private AwsAccount()
    {
    }

    /// <summary>Registers an account.</summary>
    public AwsAccount(Guid id, string name, string awsAccount, string? roleArn, IReadOnlyList<string> regions)
    {
        Id = id;
        AwsAccountId = awsAccount;
        Change(name, roleArn, regions, AccountStanding.Good);
    }

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The twelve digits AWS knows the account by.</summary>
    public string AwsAccountId { get; private set; } = "";

    /// <summary>The role to assume; none means the portal's own credentials.</summary>
    public string? RoleArn { get; private set; }

    /// <summary>The Regions in which file systems and vaults are looked for.</summary>
    public IReadOnlyList<string> Regions { get; private set; } = [];

    /// <summary>What AWS said of the portal's credentials when they were last looked at.</summary>
    public CredentialState CredentialState { get; private set; }

    /// <summary>What is wrong with the credentials, and what to do; none where nothing is.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Grows with each change that a person makes.</summary>
    public long Version { get; private set; }

    /// <summary>The AWS partition, as far as the Regions tell.</summary>
    public string Partition => PartitionOf(Regions.Count > 0 ? Regions[0] : "");

    /// <summary>Whether these are the settings it has.</summary>
    public bool Has(string name, string? roleArn, IReadOnlyList<string> regions) =>
        (Name, RoleArn) == (name, roleArn) && Regions.SequenceEqual(regions);

    /// <summary>Takes new settings over.</summary>
    /// <param name="name">What people call it.</param>
    /// <param name="roleArn">The role to assume.</param>
    /// <param name="regions">Where it is looked at.</param>
    /// <param name="standing">What AWS says of the credentials.</param>
    public void Change(string name, string? roleArn, IReadOnlyList<string> regions, AccountStanding standing)
    {
        Name = name;
        RoleArn = roleArn;
        Regions = regions;
        Note(standing);
        Version++;
    }

    /// <summary>Notes what AWS says of the credentials.</summary>
    public void Note(AccountStanding standing) => (CredentialState, Trouble) = (standing.State, standing.Text);

    /// <summary>The partition a Region belongs to.</summary>
    public static string PartitionOf(string region) => region switch
    {
        _ when region.StartsWith("cn-", StringComparison.Ordinal) => "aws-cn",
        _ when region.StartsWith("us-gov-", StringComparison.Ordinal) => "aws-us-gov",
        _ => "aws",
    };
}
