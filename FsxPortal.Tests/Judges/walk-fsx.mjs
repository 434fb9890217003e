// Amazon FSx: file systems, volumes, backups of its own, tags.
import { all, ask, demand, refused } from "./judge.mjs";

const windows = { FileSystemType: "WINDOWS", StorageCapacity: 300, WindowsConfiguration: { ThroughputCapacity: 32, DeploymentType: "SINGLE_AZ_2" } };

async function walkFileSystems({ fsx, subnet, passHours }) {
  const input = { ...windows, SubnetIds: [subnet], ClientRequestToken: "walk", Tags: [{ Key: "Name", Value: "walk" }] };
  const made = (await ask(fsx, "CreateFileSystem", input)).FileSystem;
  demand((await ask(fsx, "CreateFileSystem", input)).FileSystem.FileSystemId === made.FileSystemId, "CreateFileSystem does not know its token again");
  await refused(fsx, "IncompatibleParameterError", "CreateFileSystem", { ...input, StorageCapacity: 400 });
  await refused(fsx, "BadRequest", "CreateFileSystem", { FileSystemType: "NOTHING", SubnetIds: [subnet] });
  const systems = await all(fsx, "DescribeFileSystems", "FileSystems", {}, 5);
  demand(new Set(systems.map((system) => system.FileSystemType)).size === 4, "Not all types of file systems are there");
  await refused(fsx, "FileSystemNotFound", "DescribeFileSystems", { FileSystemIds: ["fs-00000000000000000"] });
  await refused(fsx, "FileSystemNotFound", "UpdateFileSystem", { FileSystemId: "fs-00000000000000000" });
  await refused(fsx, "FileSystemNotFound", "DeleteFileSystem", { FileSystemId: "fs-00000000000000000" });
  await refused(fsx, "BadRequest", "DescribeFileSystems", { MaxResults: 0 });
  await refused(fsx, "BadRequest", "UpdateFileSystem", { FileSystemId: made.FileSystemId, StorageCapacity: 1 });
  const changed = (await ask(fsx, "UpdateFileSystem", { FileSystemId: made.FileSystemId, StorageCapacity: 600 })).FileSystem;
  demand(changed.StorageCapacity === 600, "UpdateFileSystem does not tell the new capacity");
  await passHours(1);
  return { made, systems };
}

async function walkVolumes({ fsx, passHours }, systems) {
  const [machine] = await all(fsx, "DescribeStorageVirtualMachines", "StorageVirtualMachines");
  await refused(fsx, "StorageVirtualMachineNotFound", "DescribeStorageVirtualMachines", { StorageVirtualMachineIds: ["svm-00000000000000000"] });
  const ontap = { SizeInMegabytes: 10240, StorageVirtualMachineId: machine.StorageVirtualMachineId, JunctionPath: "/walk" };
  const made = (await ask(fsx, "CreateVolume", { VolumeType: "ONTAP", Name: "walk", ClientRequestToken: "volume", OntapConfiguration: ontap })).Volume;
  await refused(fsx, "IncompatibleParameterError", "CreateVolume", { VolumeType: "ONTAP", Name: "other", ClientRequestToken: "volume", OntapConfiguration: ontap });
  await refused(fsx, "MissingVolumeConfiguration", "CreateVolume", { VolumeType: "ONTAP", Name: "walk" });
  await refused(fsx, "StorageVirtualMachineNotFound", "CreateVolume", { VolumeType: "ONTAP", Name: "walk", OntapConfiguration: { StorageVirtualMachineId: "svm-00000000000000000" } });
  await refused(fsx, "BadRequest", "CreateVolume", { VolumeType: "ONTAP", OntapConfiguration: ontap });
  await all(fsx, "DescribeVolumes", "Volumes", { Filters: [{ Name: "file-system-id", Values: [made.FileSystemId] }] }, 2);
  await refused(fsx, "VolumeNotFound", "DescribeVolumes", { VolumeIds: ["fsvol-00000000000000000"] });
  await refused(fsx, "VolumeNotFound", "DeleteVolume", { VolumeId: "fsvol-00000000000000000" });
  await refused(fsx, "BadRequest", "DeleteFileSystem", { FileSystemId: systems.find((system) => system.FileSystemType === "ONTAP").FileSystemId });
  await refused(fsx, "VolumeNotFound", "CreateBackup", { VolumeId: "fsvol-00000000000000000" });
  const backup = (await ask(fsx, "CreateBackup", { VolumeId: made.VolumeId })).Backup;
  await passHours(1);
  const input = { BackupId: backup.BackupId, Name: "restored", ClientRequestToken: "restored", OntapConfiguration: ontap };
  const restored = (await ask(fsx, "CreateVolumeFromBackup", input)).Volume;
  await refused(fsx, "IncompatibleParameterError", "CreateVolumeFromBackup", { ...input, Name: "other" });
  await refused(fsx, "BackupNotFound", "CreateVolumeFromBackup", { ...input, ClientRequestToken: "none", BackupId: "backup-00000000000000000" });
  await refused(fsx, "BadRequest", "CreateVolumeFromBackup", { ...input, ClientRequestToken: "bare", OntapConfiguration: undefined });
  for (const { VolumeId } of [made, restored]) {
    await ask(fsx, "DeleteVolume", { VolumeId });
  }
}

async function walkBackups({ fsx, subnet, home, passHours, control }, { FileSystemId }) {
  await refused(fsx, "FileSystemNotFound", "CreateBackup", { FileSystemId: "fs-00000000000000000" });
  const made = (await ask(fsx, "CreateBackup", { FileSystemId, ClientRequestToken: "backup" })).Backup;
  const { BackupId } = made;
  await refused(fsx, "IncompatibleParameterError", "CreateBackup", { FileSystemId, ClientRequestToken: "backup", Tags: [{ Key: "a", Value: "b" }] });
  await refused(fsx, "BackupInProgress", "CreateBackup", { FileSystemId });
  await refused(fsx, "BackupInProgress", "DeleteBackup", { BackupId });
  await refused(fsx, "SourceBackupUnavailable", "CopyBackup", { SourceBackupId: BackupId, SourceRegion: home });
  await refused(fsx, "BackupNotFound", "CopyBackup", { SourceBackupId: "backup-00000000000000000" });
  await passHours(1);
  const copies = [];
  for (let number = 0; number < 5; number++) {
    copies.push((await ask(fsx, "CopyBackup", { SourceBackupId: BackupId, SourceRegion: home, ClientRequestToken: `copy${number}`, CopyTags: true })).Backup);
  }
  await refused(fsx, "ServiceLimitExceeded", "CopyBackup", { SourceBackupId: BackupId, SourceRegion: home });
  await refused(fsx, "IncompatibleParameterError", "CopyBackup", { SourceBackupId: BackupId, ClientRequestToken: "copy0" });
  await refused(fsx, "BackupBeingCopied", "DeleteBackup", { BackupId });
  await passHours(1);
  await control("PUT", "quotas", { WINDOWS: 1 });
  for (const [operation, input] of [["CreateBackup", { FileSystemId }], ["CopyBackup", { SourceBackupId: BackupId, SourceRegion: home }]]) {
    const refusal = await refused(fsx, "ServiceLimitExceeded", operation, input);
    demand(refusal?.Limit === "TOTAL_USER_INITIATED_BACKUPS", `${operation} over the quota names the limit ${refusal?.Limit}`);
  }
  await control("PUT", "quotas", {});
  await all(fsx, "DescribeBackups", "Backups", { Filters: [{ Name: "file-system-id", Values: [FileSystemId] }] }, 2);
  await refused(fsx, "BackupNotFound", "DescribeBackups", { BackupIds: ["backup-00000000000000000"] });
  await refused(fsx, "BadRequest", "DescribeBackups", { Filters: [{ Name: "nothing", Values: ["a"] }] });
  await walkRestore({ fsx, subnet, passHours }, BackupId);
  for (const known of [made, ...copies]) {
    demand((await ask(fsx, "DeleteBackup", { BackupId: known.BackupId })).Lifecycle === "DELETED", "DeleteBackup does not tell DELETED");
  }
  await refused(fsx, "BackupNotFound", "DeleteBackup", { BackupId });
}

async function walkRestore({ fsx, subnet, passHours }, BackupId) {
  const input = { BackupId, SubnetIds: [subnet], ClientRequestToken: "restore", WindowsConfiguration: { ThroughputCapacity: 64, DeploymentType: "SINGLE_AZ_2" } };
  const restored = (await ask(fsx, "CreateFileSystemFromBackup", input)).FileSystem;
  await refused(fsx, "IncompatibleParameterError", "CreateFileSystemFromBackup", { ...input, SubnetIds: ["subnet-1"] });
  await refused(fsx, "BackupRestoring", "DeleteBackup", { BackupId });
  await refused(fsx, "BackupNotFound", "CreateFileSystemFromBackup", { ...input, ClientRequestToken: "none", BackupId: "backup-00000000000000000" });
  await refused(fsx, "BadRequest", "CreateFileSystemFromBackup", { ...input, ClientRequestToken: "bare", WindowsConfiguration: undefined });
  await passHours(1);
  const [there] = await all(fsx, "DescribeFileSystems", "FileSystems", { FileSystemIds: [restored.FileSystemId] });
  demand(there.Lifecycle === "AVAILABLE", `A restored file system is ${there.Lifecycle}`);
  await ask(fsx, "DeleteFileSystem", { FileSystemId: restored.FileSystemId });
}

async function walkAutomatic({ fsx }) {
  const Filters = [{ Name: "backup-type", Values: ["AUTOMATIC"] }];
  const made = await all(fsx, "DescribeBackups", "Backups", { Filters }, 3);
  demand(made.every((backup) => backup.Type === "AUTOMATIC"), "DescribeBackups tells others than automatic backups");
  const kept = Math.max(...made.map((backup) => backup.FileSystem.WindowsConfiguration?.AutomaticBackupRetentionDays ?? 0));
  demand(kept > 0, "No file system with automatic backups says how long they are kept");
}

async function walkTags({ fsx }, { ResourceARN }) {
  await ask(fsx, "TagResource", { ResourceARN, Tags: [{ Key: "a", Value: "1" }, { Key: "b", Value: "2" }] });
  await ask(fsx, "UntagResource", { ResourceARN, TagKeys: ["a"] });
  const tags = await all(fsx, "ListTagsForResource", "Tags", { ResourceARN }, 1);
  demand(tags.some((tag) => tag.Key === "b") && !tags.some((tag) => tag.Key === "a"), "ListTagsForResource does not tell what was tagged");
  await refused(fsx, "BadRequest", "TagResource", { ResourceARN, Tags: [{ Key: "aws:x", Value: "1" }] });
  for (const operation of ["TagResource", "UntagResource", "ListTagsForResource"]) {
    await refused(fsx, "ResourceNotFound", operation, { ResourceARN: `${ResourceARN}0`, Tags: [], TagKeys: [] });
  }
}

export async function walkFsx(aws) {
  const { made, systems } = await walkFileSystems(aws);
  await walkVolumes(aws, systems);
  await walkBackups(aws, made);
  await walkAutomatic(aws);
  await walkTags(aws, made);
}
