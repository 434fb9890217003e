namespace FsxPortal.Emulator.Seed;

/// <summary>A file system of the demo.</summary>
public sealed record DemoFileSystem(string Name, string Account, string Region, string Type, string Deployment, long GiB, string Tags)
{
    public string Storage { get; init; } = "SSD";

    public bool AutomaticBackups { get; init; }

    public bool SelfManagedDirectory { get; init; }
}

/// <summary>An ONTAP volume of the demo.</summary>
public sealed record DemoVolume(string Name, string FileSystem, long GiB);

/// <summary>The demo's fleet as a table.</summary>
public static class DemoFleet
{
    private const string Frankfurt = "eu-central-1";
    private const string Ireland = "eu-west-1";
    private const string Virginia = "us-east-1";

    public static IReadOnlyList<DemoFileSystem> FileSystems { get; } =
    [
        new("erp-data", "prod", Frankfurt, "WINDOWS", "MULTI_AZ_1", 8192, "env=prod tier=1 team=erp"),
        new("finance-share", "prod", Frankfurt, "WINDOWS", "MULTI_AZ_1", 4096, "env=prod tier=1 team=finance"),
        new("hr-home", "prod", Frankfurt, "WINDOWS", "SINGLE_AZ_2", 2048, "env=prod team=hr"),
        new("legal-archive", "prod", Frankfurt, "WINDOWS", "SINGLE_AZ_2", 12288, "env=prod team=legal") { Storage = "HDD" },
        new("sales-share", "prod", Frankfurt, "WINDOWS", "SINGLE_AZ_2", 3072, "env=prod team=sales") { AutomaticBackups = true },
        new("branch-berlin", "prod", Frankfurt, "WINDOWS", "SINGLE_AZ_1", 1024, "env=prod team=branches") { SelfManagedDirectory = true },
        new("windows-lab", "prod", Frankfurt, "WINDOWS", "SINGLE_AZ_2", 512, "env=test team=it"),
        new("branch-dublin", "prod", Ireland, "WINDOWS", "SINGLE_AZ_2", 1024, "env=prod team=branches"),
        new("print-spool", "prod", Ireland, "WINDOWS", "SINGLE_AZ_2", 300, "env=test team=it"),
        new("genomics-lustre", "prod", Frankfurt, "LUSTRE", "PERSISTENT_2", 14400, "env=prod team=science"),
        new("trading-ticks", "prod", Frankfurt, "LUSTRE", "PERSISTENT_2", 4800, "env=prod tier=1 team=trading"),
        new("render-persistent", "prod", Frankfurt, "LUSTRE", "PERSISTENT_1", 7200, "env=prod team=media"),
        new("render-scratch", "prod", Frankfurt, "LUSTRE", "SCRATCH_2", 2400, "env=prod team=media"),
        new("model-training", "research", Virginia, "LUSTRE", "PERSISTENT_2", 28800, "env=prod team=ml"),
        new("simulation", "research", Virginia, "LUSTRE", "PERSISTENT_2", 9600, "env=test team=science"),
        new("build-cache", "prod", Frankfurt, "OPENZFS", "SINGLE_AZ_2", 2048, "env=prod team=platform"),
        new("git-repositories", "prod", Frankfurt, "OPENZFS", "MULTI_AZ_1", 1024, "env=prod tier=1 team=platform"),
        new("media-assets", "prod", Frankfurt, "OPENZFS", "SINGLE_AZ_2", 16384, "env=prod team=media") { AutomaticBackups = true },
        new("web-content", "prod", Frankfurt, "OPENZFS", "SINGLE_AZ_HA_2", 640, "env=prod team=web"),
        new("analytics-staging", "prod", Ireland, "OPENZFS", "SINGLE_AZ_1", 4096, "env=test team=analytics"),
        new("notebooks", "research", Virginia, "OPENZFS", "SINGLE_AZ_2", 1536, "env=prod team=ml"),
        new("ontap-core", "prod", Frankfurt, "ONTAP", "MULTI_AZ_1", 20480, "env=prod team=platform"),
        new("ontap-edge", "prod", Ireland, "ONTAP", "SINGLE_AZ_1", 4096, "env=test team=it"),
    ];

    public static IReadOnlyList<DemoVolume> Volumes { get; } =
    [
        new("vm_datastore", "ontap-core", 6144),
        new("oracle_logs", "ontap-core", 2048),
        new("home_dirs", "ontap-core", 3072),
        new("edge_cache", "ontap-edge", 1024),
        new("edge_logs", "ontap-edge", 512),
    ];
}
