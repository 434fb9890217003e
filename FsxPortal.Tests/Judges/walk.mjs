// A walk through AWS with its SDK for JavaScript. Usage: node walk.mjs URL-of-the-emulator with the seed demo. It is reset first.
// Prints {operations, errors, complaints}: the operations that were asked, the error classes that were recognised, and what was wrong.
import * as Backup from "@aws-sdk/client-backup";
import * as EC2 from "@aws-sdk/client-ec2";
import * as FSx from "@aws-sdk/client-fsx";
import * as KMS from "@aws-sdk/client-kms";
import * as STS from "@aws-sdk/client-sts";

const url = process.argv[2];
const [home, abroad] = ["eu-central-1", "eu-west-1"];
const operations = new Set();
const errors = new Set();
const complaints = [];

async function control(method, path, body) {
  const answer = await fetch(`${url}/_emulator/${path}`, {
    method, body: body ? JSON.stringify(body) : undefined, headers: { "content-type": "application/json" },
  });
  const text = await answer.text();
  return text ? JSON.parse(text) : undefined;
}

const passHours = (hours) => control("PUT", "clock", { advance: `PT${hours}H` });

function holds(isTrue, text) {
  if (!isTrue) complaints.push(text);
}

await control("POST", "reset");
await control("PUT", "clock", { freeze: true });
const account = (await control("GET", "state")).credentials[0];
const role = `arn:aws:iam::${account.account}:role/service-role/AWSBackupDefaultServiceRole`;

// fsx.describeFileSystems({...}) sends a DescribeFileSystemsCommand; each answer of AWS is what the SDK made of it.
function client(sdk, type, name, region = home) {
  const made = new sdk[type]({
    endpoint: url, region, maxAttempts: 4, retryMode: "standard",
    credentials: { accessKeyId: account.accessKeyId, secretAccessKey: account.secretAccessKey },
  });
  return new Proxy({ sdk, made }, {
    get(target, operation) {
      if (operation in target) return target[operation];
      const command = sdk[`${operation}Command`];
      return (input = {}) => {
        operations.add(`${name}:${operation}`);
        return made.send(new command(input));
      };
    },
  });
}

const [backup, backupAbroad] = [client(Backup, "BackupClient", "backup"), client(Backup, "BackupClient", "backup", abroad)];
const fsx = client(FSx, "FSxClient", "fsx");
const [kms, kmsAbroad] = [client(KMS, "KMSClient", "kms"), client(KMS, "KMSClient", "kms", abroad)];
const [sts, ec2] = [client(STS, "STSClient", "sts"), client(EC2, "EC2Client", "ec2")];

// Whether AWS refuses with this error, of the class the SDK has for it where its models know one.
async function refused(name, call) {
  try {
    await call();
    complaints.push(`${call} was not refused with ${name}`);
  } catch (error) {
    const known = [Backup, FSx, KMS].map((sdk) => sdk[name]).filter(Boolean);
    holds(error.name === name, `${call} was refused with ${error.name} (${error.message}), not ${name}`);
    holds(known.length === 0 || known.some((type) => error instanceof type), `${name} is not of its own class`);
    errors.add(name);
  }
}

// All items of a listing, page by page, as the SDK's own paginator reads them.
async function all(owner, name, operation, member, input = {}, pageSize = 5) {
  operations.add(`${name}:${operation}`);
  const items = [];
  let pages = 0;
  for await (const page of owner.sdk[`paginate${operation}`]({ client: owner.made, pageSize }, input)) {
    items.push(...(page[member] ?? []));
    pages++;
  }
  holds(pages >= items.length / pageSize, `${operation}: ${items.length} items came on ${pages} pages of ${pageSize}`);
  holds(items.length > 0, `${operation} is empty`);
  return items;
}

async function walkFleet() {
  holds((await sts.GetCallerIdentity()).Account === account.account, "GetCallerIdentity names another account");
  await sts.AssumeRole({ RoleArn: `arn:aws:iam::${account.account}:role/FsxPortal`, RoleSessionName: "walk" });
  const systems = await all(fsx, "fsx", "DescribeFileSystems", "FileSystems");
  holds(new Set(systems.map((system) => system.FileSystemType)).size === 4, "There are not four types of file systems");
  holds(systems.every((system) => system.CreationTime instanceof Date), "CreationTime is no date");
  await all(fsx, "fsx", "DescribeVolumes", "Volumes");
  await all(fsx, "fsx", "DescribeStorageVirtualMachines", "StorageVirtualMachines");
  const subnets = (await ec2.DescribeSubnets({ Filters: [{ Name: "vpc-id", Values: [systems[0].VpcId] }] })).Subnets;
  holds((await ec2.DescribeVpcs()).Vpcs.length > 0 && (await ec2.DescribeSecurityGroups()).SecurityGroups.length > 0, "There is no network");
  holds((await ec2.DescribeRegions()).Regions.length >= 3, "There are fewer than three Regions");
  return [systems, subnets];
}

async function walkBackup(system) {
  // The first answer is lost; the SDK asks again with the same token, and there is one job.
  await control("POST", "faults", { service: "backup", operation: "StartBackupJob", nth: 1, action: "dropAfter" });
  const { BackupJobId } = await backup.StartBackupJob({
    BackupVaultName: "portal-vault", ResourceArn: system.ResourceARN, IamRoleArn: role, RecoveryPointTags: { owner: "walk" }, Lifecycle: { DeleteAfterDays: 30 },
  });
  await control("DELETE", "faults");
  holds((await backup.DescribeBackupJob({ BackupJobId })).State === "CREATED", "A new job is not CREATED");
  await passHours(1);
  const done = await backup.DescribeBackupJob({ BackupJobId });
  holds(done.State === "COMPLETED" && done.CompletionDate instanceof Date, `The job is ${done.State}`);
  const point = done.RecoveryPointArn;
  holds((await backup.ListBackupJobs({ ByResourceArn: system.ResourceARN })).BackupJobs.length === 1, "The lost answer made a second job");
  await all(backup, "backup", "ListBackupJobs", "BackupJobs");
  const described = await backup.DescribeRecoveryPoint({ BackupVaultName: "portal-vault", RecoveryPointArn: point });
  holds(described.CalculatedLifecycle.DeleteAt > described.CreationDate, "The lifecycle has no end");
  holds((await fsx.ListTagsForResource({ ResourceARN: point })).Tags.some((tag) => tag.Key === "owner" && tag.Value === "walk"), "The tag is missing");
  holds((await fsx.DescribeBackups({ BackupIds: [point.split("/")[1]] })).Backups[0].Type === "AWS_BACKUP", "The backup is not AWS Backup's");
  await refused("InvalidParameterValueException", () => backup.ListTags({ ResourceArn: point }));
  await refused("InvalidRequestException", () => backup.StopBackupJob({ BackupJobId }));
  await all(backup, "backup", "ListRecoveryPointsByBackupVault", "RecoveryPoints", { BackupVaultName: "portal-vault", ByResourceArn: system.ResourceARN }, 7);
  await all(backup, "backup", "ListRecoveryPointsByResource", "RecoveryPoints", { ResourceArn: system.ResourceARN }, 7);
  await all(backup, "backup", "ListProtectedResources", "Results");
  holds((await backup.DescribeProtectedResource({ ResourceArn: system.ResourceARN })).ResourceType === "FSx", "The resource is no FSx");
  return point;
}

async function walkCopy(point) {
  const vault = (await backupAbroad.DescribeBackupVault({ BackupVaultName: "portal-copies" })).BackupVaultArn;
  const { CopyJobId } = await backup.StartCopyJob({ RecoveryPointArn: point, SourceBackupVaultName: "portal-vault", DestinationBackupVaultArn: vault, IamRoleArn: role });
  await passHours(1);
  const done = (await backup.DescribeCopyJob({ CopyJobId })).CopyJob;
  holds(done.State === "COMPLETED", `The copy is ${done.State}`);
  await all(backup, "backup", "ListCopyJobs", "CopyJobs", { ByDestinationVaultArn: vault });
  const copy = await backupAbroad.DescribeRecoveryPoint({ BackupVaultName: "portal-copies", RecoveryPointArn: done.DestinationRecoveryPointArn });
  holds(copy.SourceBackupVaultArn?.endsWith("portal-vault"), "The copy does not name its source");
}

async function walkRestore(point, subnets) {
  const { RestoreMetadata } = await backup.GetRecoveryPointRestoreMetadata({ BackupVaultName: "portal-vault", RecoveryPointArn: point });
  const { RestoreJobId } = await backup.StartRestoreJob({
    RecoveryPointArn: point, Metadata: { ...RestoreMetadata, SubnetIds: JSON.stringify([subnets[0].SubnetId]) }, IamRoleArn: role, ResourceType: "FSx",
  });
  await passHours(1);
  const done = await backup.DescribeRestoreJob({ RestoreJobId });
  holds(done.Status === "COMPLETED", `The restore is ${done.Status}`);
  await all(backup, "backup", "ListRestoreJobs", "RestoreJobs");
  const FileSystemId = done.CreatedResourceArn.split("/")[1];
  holds((await fsx.DescribeFileSystems({ FileSystemIds: [FileSystemId] })).FileSystems[0].Lifecycle === "AVAILABLE", "What was restored is not there");
  await fsx.DeleteFileSystem({ FileSystemId });
}

async function walkVaults(point) {
  const ResourceArn = (await backup.CreateBackupVault({ BackupVaultName: "walk", BackupVaultTags: { a: "1" } })).BackupVaultArn;
  await backup.TagResource({ ResourceArn, Tags: { b: "2" } });
  await backup.UntagResource({ ResourceArn, TagKeyList: ["a"] });
  holds(JSON.stringify((await backup.ListTags({ ResourceArn })).Tags) === '{"b":"2"}', "The vault's tags are wrong");
  await refused("AlreadyExistsException", () => backup.CreateBackupVault({ BackupVaultName: "walk" }));
  await backup.PutBackupVaultLockConfiguration({ BackupVaultName: "portal-vault", MinRetentionDays: 1, MaxRetentionDays: 90 });
  await refused("InvalidRequestException", () => backup.DeleteRecoveryPoint({ BackupVaultName: "portal-vault", RecoveryPointArn: point }));
  await backup.DeleteBackupVaultLockConfiguration({ BackupVaultName: "portal-vault" });
  await backup.UpdateRecoveryPointLifecycle({ BackupVaultName: "portal-vault", RecoveryPointArn: point, Lifecycle: { DeleteAfterDays: 60 } });
  await backup.DeleteBackupVault({ BackupVaultName: "walk" });
  await refused("AccessDeniedException", () => backup.DescribeBackupVault({ BackupVaultName: "walk" }));
  await backup.UpdateRegionSettings({ ResourceTypeOptInPreference: { FSx: true } });
  holds((await backup.DescribeRegionSettings()).ResourceTypeOptInPreference.FSx === true, "FSx is not opted in");
  holds((await backup.GetSupportedResourceTypes()).ResourceTypes.includes("FSx"), "FSx is not supported");
  await all(backup, "backup", "ListBackupVaults", "BackupVaultList", {}, 1);
}

async function walkDeletion(RecoveryPointArn) {
  const point = { BackupVaultName: "portal-vault", RecoveryPointArn };
  await backup.DeleteRecoveryPoint(point);
  await passHours(1);
  await refused("ResourceNotFoundException", () => backup.DescribeRecoveryPoint(point));
}

async function walkNative(system) {
  const made = (await fsx.CreateBackup({ FileSystemId: system.FileSystemId, Tags: [{ Key: "owner", Value: "walk" }] })).Backup;
  await refused("BackupInProgress", () => fsx.CreateBackup({ FileSystemId: system.FileSystemId }));
  await passHours(1);
  const copy = (await fsx.CopyBackup({ SourceBackupId: made.BackupId, SourceRegion: home })).Backup;
  await refused("BackupBeingCopied", () => fsx.DeleteBackup({ BackupId: made.BackupId }));
  await passHours(1);
  await all(fsx, "fsx", "DescribeBackups", "Backups", {}, 100);
  await fsx.TagResource({ ResourceARN: copy.ResourceARN, Tags: [{ Key: "a", Value: "b" }] });
  await fsx.UntagResource({ ResourceARN: copy.ResourceARN, TagKeys: ["a"] });
  await fsx.DeleteBackup({ BackupId: copy.BackupId });
  await refused("BackupNotFound", () => fsx.DescribeBackups({ BackupIds: ["backup-00000000000000000"] }));
  await fsx.UpdateFileSystem({ FileSystemId: system.FileSystemId, StorageCapacity: system.StorageCapacity * 2 });
  const created = (await fsx.CreateFileSystem({ FileSystemType: "OPENZFS", StorageCapacity: 64, SubnetIds: system.SubnetIds, OpenZFSConfiguration: { DeploymentType: "SINGLE_AZ_1", ThroughputCapacity: 64 } })).FileSystem;
  holds(created.Lifecycle === "CREATING" || created.Lifecycle === "AVAILABLE", `The new file system is ${created.Lifecycle}`);
}

async function walkKeys() {
  const KeyId = (await kms.CreateKey({ MultiRegion: true })).KeyMetadata.KeyId;
  await kms.ReplicateKey({ KeyId, ReplicaRegion: abroad });
  await kms.CreateAlias({ AliasName: "alias/walk", TargetKeyId: KeyId });
  const EncryptionContext = { a: "b" };
  const made = await kms.GenerateDataKey({ KeyId, KeySpec: "AES_256", EncryptionContext });
  const read = await kmsAbroad.Decrypt({ CiphertextBlob: made.CiphertextBlob, KeyId, EncryptionContext });
  holds(Buffer.compare(read.Plaintext, made.Plaintext) === 0, "The replica decrypts something else");
  await refused("InvalidCiphertextException", () => kms.Decrypt({ CiphertextBlob: made.CiphertextBlob, KeyId, EncryptionContext: { a: "c" } }));
  await kms.DisableKey({ KeyId });
  await refused("DisabledException", () => kms.Encrypt({ KeyId, Plaintext: new Uint8Array([1]) }));
  await kms.EnableKey({ KeyId });
  await kms.DeleteAlias({ AliasName: "alias/walk" });
  await kms.ScheduleKeyDeletion({ KeyId, PendingWindowInDays: 7 });
  holds((await kms.DescribeKey({ KeyId })).KeyMetadata.KeyState.startsWith("Pending"), "The key is not pending deletion");
  await refused("KMSInvalidStateException", () => kms.Encrypt({ KeyId, Plaintext: new Uint8Array([1]) }));
  await kms.CancelKeyDeletion({ KeyId }).catch((error) => complaints.push(`CancelKeyDeletion: ${error.name}`));
  await refused("NotFoundException", () => kms.DescribeKey({ KeyId: "00000000-0000-0000-0000-000000000000" }));
  await all(kms, "kms", "ListKeys", "Keys", {}, 2);
  await all(kms, "kms", "ListAliases", "Aliases", {}, 2);
}

async function walkErrors() {
  await control("POST", "faults", { service: "backup", operation: "ListBackupJobs", action: "throttle", times: 2 });
  holds((await backup.ListBackupJobs()).BackupJobs.length > 0, "Throttling was not waited for");
  await control("DELETE", "faults");
  await refused("FileSystemNotFound", () => fsx.DescribeFileSystems({ FileSystemIds: ["fs-00000000"] }));
  await refused("VolumeNotFound", () => fsx.DescribeVolumes({ VolumeIds: ["fsvol-00000000000000000"] }));
  await control("POST", "faults", { service: "backup", operation: "DescribeBackupJob", action: "expiredToken" });
  await refused("ExpiredTokenException", () => backup.DescribeBackupJob({ BackupJobId: "any" }));
  await control("DELETE", "faults");
}

const [systems, subnets] = await walkFleet();
const one = systems.find((system) => system.WindowsConfiguration?.DeploymentType === "SINGLE_AZ_2" && system.StorageType === "SSD");
const taken = await walkBackup(one);
await walkCopy(taken);
await walkRestore(taken, subnets);
await walkVaults(taken);
await walkDeletion(taken);
await walkNative(one);
await walkKeys();
await walkErrors();
console.log(JSON.stringify({ operations: [...operations].sort(), errors: [...errors].sort(), complaints }));
