namespace FsxPortal.Core.Aws;

/// <summary>How the portal reaches AWS. Credentials never come from here.</summary>
public sealed class AwsOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Aws";

    /// <summary>Empty for real AWS; a URL sends every AWS service there.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>The Region of calls that belong to no other, such as assuming roles.</summary>
    public string HomeRegion { get; set; } = "us-east-1";

    /// <summary>The role of each account that AWS Backup works with.</summary>
    public string BackupRole { get; set; } = "service-role/AWSBackupDefaultServiceRole";

    /// <summary>How long one attempt of a call may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>A factor on the request rates the portal allows itself (1 = just under what AWS publishes).</summary>
    public double RateFactor { get; set; } = 1;
}
