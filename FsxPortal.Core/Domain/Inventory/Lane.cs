namespace FsxPortal.Core.Domain.Inventory;

/// <summary>One AWS account in one Region: the unit in which AWS is observed and driven.</summary>
/// <remarks>AWS lists jobs per account and Region, so a lane costs one sweep however many sessions it serves.</remarks>
public static class Lane
{
    /// <summary>The key of a lane, <c>111122223333/eu-central-1</c>.</summary>
    public static string Of(string awsAccount, string region) => $"{awsAccount}/{region}";

    /// <summary>The lane in which a vault (or any other resource with an ARN) lies.</summary>
    public static string Of(Arn arn) => Of(arn.Account, arn.Region);

    /// <summary>Account and Region of a lane's key.</summary>
    public static (string AwsAccount, string Region) Split(string lane)
    {
        var slash = lane.IndexOf('/', StringComparison.Ordinal);
        return (lane[..slash], lane[(slash + 1)..]);
    }
}
