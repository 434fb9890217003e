namespace FsxPortal.Api.Described;

/// <summary>Bodies that can be sent as they are, and the ids that they and the parameters name.</summary>
internal static class Examples
{
    public const string Account = "01980000-0000-7000-8000-000000000001";
    public const string Policy = "01980000-0000-7000-8000-000000000002";
    public const string FileSystem = "01980000-0000-7000-8000-000000000003";
    public const string RestorePoint = "01980000-0000-7000-8000-000000000004";
    public const string Session = "01980000-0000-7000-8000-000000000005";
    public const string Task = "01980000-0000-7000-8000-000000000006";

    public const string Request = "01980000-0000-7000-8000-000000000007";

    /// <summary>An account to register.</summary>
    public const string NewAccount = """
        {
          "name": "Research",
          "awsAccount": "444455556666",
          "roleArn": "arn:aws:iam::444455556666:role/FsxPortal",
          "regions": ["eu-central-1", "eu-west-1"]
        }
        """;

    /// <summary>An account as it shall be.</summary>
    public const string ChangedAccount = """
        { "name": "Production", "roleArn": null, "regions": ["eu-central-1", "eu-west-1"] }
        """;

    private const string Daily = "Production daily";

    private const string PolicyText = $$"""
        {
          "name": "{{Daily}}",
          "description": "Everything, twice a day",
          "enabled": true,
          "timeZone": "Europe/Berlin",
          "account": "111122223333",
          "regions": ["eu-central-1"],
          "selection": { "mode": "All", "exclude": [{ "tag": { "key": "backup", "value": "no" } }] },
          "vaults": { "eu-central-1": "portal-vault" },
          "copies": { "eu-central-1": { "region": "eu-west-1", "vault": "portal-copies" } },
          "schedule": {
            "daily": {
              "days": "Everyday", "hours": [6, 18], "retention": { "count": 14, "unit": "Days" },
              "copy": { "hours": [18], "retention": { "count": 21, "unit": "Days" } }
            },
            "weekly": { "time": "06:00", "days": ["Monday"], "retention": { "count": 2, "unit": "Months" } },
            "monthly": {
              "time": "06:00", "on": { "ordinal": "First", "day": "Monday" }, "months": [1, 4, 7, 10],
              "retention": { "count": 12, "unit": "Months" }
            },
            "yearly": { "time": "06:00", "on": { "dayOfMonth": 1 }, "month": 1, "retention": { "count": 7, "unit": "Years" } }
          },
          "keepNewest": true,
          "copySourceTags": true,
          "customTags": { "owner": "storage" },
          "retry": { "attempts": 3 }
        }
        """;

    /// <summary>A policy with every kind of rule.</summary>
    public static string NewPolicy { get; } = PolicyText;

    /// <summary>The same under another name.</summary>
    public static string PolicyNamed(string name) => PolicyText.Replace(Daily, name, StringComparison.Ordinal);

    /// <summary>The order of the policies.</summary>
    public const string Order = $"""
        ["{Policy}"]
        """;

    /// <summary>An approval.</summary>
    public const string Approval = """
        { "digest": "5f2c1a" }
        """;

    /// <summary>Why a request is not approved.</summary>
    public const string Rejection = """
        { "reason": "The audit needs these months" }
        """;

    /// <summary>A hold.</summary>
    public const string Hold = """
        { "reason": "Evidence in case 4711", "until": "2099-12-31T00:00:00Z" }
        """;

    /// <summary>A chain that need not wait.</summary>
    public const string Thaw = """
        { "kind": "Backup", "vaultArn": "arn:aws:backup:eu-central-1:111122223333:backup-vault:portal-vault" }
        """;

    /// <summary>A synchronisation.</summary>
    public const string Sync = """
        { "rebuild": false }
        """;
}
