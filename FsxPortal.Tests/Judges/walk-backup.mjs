// AWS Backup: jobs, copies, restores, recovery points, vaults.
import { all, ask, demand, refused } from "./judge.mjs";

const [vaultName, copies] = ["portal-vault", "portal-copies"];

async function walkVaults({ backup, account }) {
  const made = await ask(backup, "CreateBackupVault", { BackupVaultName: "walk", BackupVaultTags: { a: "1" }, CreatorRequestId: "walk" });
  const again = await ask(backup, "CreateBackupVault", { BackupVaultName: "walk", BackupVaultTags: { a: "1" }, CreatorRequestId: "walk" });
  demand(again.BackupVaultArn === made.BackupVaultArn, "CreateBackupVault does not know its token again");
  await refused(backup, "AlreadyExistsException", "CreateBackupVault", { BackupVaultName: "walk", CreatorRequestId: "other" });
  await refused(backup, "InvalidParameterValueException", "CreateBackupVault", { BackupVaultName: "not a name" });
  await all(backup, "ListBackupVaults", "BackupVaultList", {}, 2);
  await ask(backup, "TagResource", { ResourceArn: made.BackupVaultArn, Tags: { b: "2", c: "3" } });
  await ask(backup, "UntagResource", { ResourceArn: made.BackupVaultArn, TagKeyList: ["a"] });
  const tags = await all(backup, "ListTags", "Tags", { ResourceArn: made.BackupVaultArn }, 1);
  demand(JSON.stringify(tags) === '[["b","2"],["c","3"]]', `ListTags tells ${JSON.stringify(tags)}`);
  const many = Object.fromEntries(Array.from({ length: 51 }, (_, number) => [`key${number}`, ""]));
  await refused(backup, "LimitExceededException", "TagResource", { ResourceArn: made.BackupVaultArn, Tags: many });
  await refused(backup, "InvalidParameterValueException", "TagResource", { ResourceArn: made.BackupVaultArn, Tags: { "aws:x": "" } });
  for (const operation of ["ListTags", "TagResource", "UntagResource"]) {
    await refused(backup, "ResourceNotFoundException", operation, { ResourceArn: `arn:aws:backup:eu-central-1:${account}:backup-vault:none`, Tags: {}, TagKeyList: [] });
  }
  await ask(backup, "DeleteBackupVault", { BackupVaultName: "walk" });
  await refused(backup, "InvalidRequestException", "DeleteBackupVault", { BackupVaultName: vaultName });
  for (const operation of ["DescribeBackupVault", "DeleteBackupVault", "ListRecoveryPointsByBackupVault", "DeleteBackupVaultLockConfiguration"]) {
    await refused(backup, "AccessDeniedException", operation, { BackupVaultName: "walk" });
  }
}

async function walkSettings({ backup }) {
  await ask(backup, "UpdateRegionSettings", { ResourceTypeOptInPreference: { FSx: true, EBS: false } });
  const settings = (await ask(backup, "DescribeRegionSettings")).ResourceTypeOptInPreference;
  demand(settings.FSx === true && settings.EBS === false, "DescribeRegionSettings does not tell what was set");
  await refused(backup, "InvalidParameterValueException", "UpdateRegionSettings", { ResourceTypeOptInPreference: { Nothing: true } });
  demand((await ask(backup, "GetSupportedResourceTypes")).ResourceTypes.includes("FSx"), "GetSupportedResourceTypes does not name FSx");
}

async function backUp(aws, resource, more) {
  const { backup, role, passHours } = aws;
  const input = { BackupVaultName: vaultName, ResourceArn: resource, IamRoleArn: role, ...more };
  const { BackupJobId } = await ask(backup, "StartBackupJob", input);
  demand((await ask(backup, "StartBackupJob", input)).BackupJobId === BackupJobId, "StartBackupJob does not know its token again");
  await refused(backup, "InvalidRequestException", "StopBackupJob", { BackupJobId });
  demand((await ask(backup, "DescribeBackupJob", { BackupJobId })).State === "CREATED", "A job does not begin as CREATED");
  await passHours(1);
  const done = await ask(backup, "DescribeBackupJob", { BackupJobId });
  demand(done.State === "COMPLETED", `A backup job ended ${done.State}: ${done.StatusMessage}`);
  return done.RecoveryPointArn;
}

async function walkJobs(aws) {
  const { backup, control, resource, role } = aws;
  // The first answer is lost; the SDK asks again with the same token, and there is one job.
  await control("POST", "faults", { service: "backup", operation: "StartBackupJob", nth: 1, action: "dropAfter" });
  const point = await backUp(aws, resource, { IdempotencyToken: "walk", RecoveryPointTags: { owner: "walk" }, Lifecycle: { DeleteAfterDays: 30 } });
  await control("DELETE", "faults");
  demand((await all(backup, "ListBackupJobs", "BackupJobs", { ByResourceArn: resource })).length === 1, "A lost answer made a second job");
  await backUp(aws, resource, { IdempotencyToken: "second" });
  await all(backup, "ListBackupJobs", "BackupJobs", { ByState: "COMPLETED", ByResourceType: "FSx", ByBackupVaultName: vaultName, ByCreatedAfter: new Date(0) }, 1);
  await refused(backup, "MissingParameterValueException", "StartBackupJob", { BackupVaultName: vaultName });
  await refused(backup, "InvalidParameterValueException", "StartBackupJob", { BackupVaultName: vaultName, ResourceArn: resource, IamRoleArn: "none" });
  await refused(backup, "ResourceNotFoundException", "StartBackupJob", { BackupVaultName: vaultName, ResourceArn: `${resource}0`, IamRoleArn: role });
  await refused(backup, "InvalidParameterValueException", "ListBackupJobs", { MaxResults: 1001 });
  for (const [operation, id] of [["DescribeBackupJob", "BackupJobId"], ["DescribeCopyJob", "CopyJobId"], ["DescribeRestoreJob", "RestoreJobId"]]) {
    await refused(backup, "ResourceNotFoundException", operation, { [id]: "none" });
  }
  return point;
}

async function walkPoints({ backup, resource }, point) {
  const [named, none] = [{ BackupVaultName: vaultName, RecoveryPointArn: point }, { BackupVaultName: vaultName, RecoveryPointArn: `${point}0` }];
  await all(backup, "ListRecoveryPointsByBackupVault", "RecoveryPoints", { BackupVaultName: vaultName }, 400);
  await all(backup, "ListRecoveryPointsByBackupVault", "RecoveryPoints", { BackupVaultName: vaultName, ByResourceArn: resource, ByCreatedBefore: new Date("2100-01-01") }, 7);
  await all(backup, "ListRecoveryPointsByResource", "RecoveryPoints", { ResourceArn: resource }, 7);
  await all(backup, "ListProtectedResources", "Results", {}, 3);
  await ask(backup, "DescribeProtectedResource", { ResourceArn: resource });
  await refused(backup, "ResourceNotFoundException", "DescribeProtectedResource", { ResourceArn: `${resource}0` });
  await refused(backup, "InvalidParameterValueException", "ListTags", { ResourceArn: point });
  const before = await ask(backup, "DescribeRecoveryPoint", named);
  const after = await ask(backup, "UpdateRecoveryPointLifecycle", { ...named, Lifecycle: { DeleteAfterDays: 60 } });
  demand(after.CalculatedLifecycle.DeleteAt > before.CalculatedLifecycle.DeleteAt, "A longer lifecycle does not end later");
  await refused(backup, "InvalidParameterValueException", "UpdateRecoveryPointLifecycle", { ...named, Lifecycle: { DeleteAfterDays: 0 } });
  for (const operation of ["DescribeRecoveryPoint", "UpdateRecoveryPointLifecycle", "GetRecoveryPointRestoreMetadata", "DeleteRecoveryPoint"]) {
    await refused(backup, "ResourceNotFoundException", operation, none);
  }
}

async function walkCopy({ backup, abroad, role, passHours, passMinutes }, point) {
  const vault = (await ask(abroad.backup, "DescribeBackupVault", { BackupVaultName: copies })).BackupVaultArn;
  const input = { RecoveryPointArn: point, SourceBackupVaultName: vaultName, DestinationBackupVaultArn: vault, IamRoleArn: role };
  const ids = [];
  for (let number = 0; number < 2; number++) {
    ids.push((await ask(backup, "StartCopyJob", { ...input, IdempotencyToken: `copy${number}` })).CopyJobId);
    await passMinutes(2);
    await refused(backup, "InvalidResourceStateException", "DeleteRecoveryPoint", { BackupVaultName: vaultName, RecoveryPointArn: point });
    await passHours(1);
  }
  const done = (await ask(backup, "DescribeCopyJob", { CopyJobId: ids[0] })).CopyJob;
  demand(done.State === "COMPLETED", `A copy job ended ${done.State}: ${done.StatusMessage}`);
  await all(backup, "ListCopyJobs", "CopyJobs", { ByDestinationVaultArn: vault, ByState: "COMPLETED" }, 1);
  const copy = await ask(abroad.backup, "DescribeRecoveryPoint", { BackupVaultName: copies, RecoveryPointArn: done.DestinationRecoveryPointArn });
  demand(copy.SourceBackupVaultArn !== undefined, "A copy does not tell where it comes from");
  await refused(backup, "ResourceNotFoundException", "StartCopyJob", { ...input, RecoveryPointArn: `${point}0` });
  await refused(backup, "InvalidParameterValueException", "StartCopyJob", { ...input, DestinationBackupVaultArn: `${vault}0` });
}

async function walkRestore({ backup, role, subnet, passHours }, point) {
  const { RestoreMetadata } = await ask(backup, "GetRecoveryPointRestoreMetadata", { BackupVaultName: vaultName, RecoveryPointArn: point });
  const input = { RecoveryPointArn: point, Metadata: { ...RestoreMetadata, SubnetIds: JSON.stringify([subnet]) }, IamRoleArn: role, ResourceType: "FSx" };
  const ids = [];
  for (let number = 0; number < 2; number++) {
    ids.push((await ask(backup, "StartRestoreJob", { ...input, IdempotencyToken: `restore${number}` })).RestoreJobId);
  }
  await passHours(1);
  const done = await ask(backup, "DescribeRestoreJob", { RestoreJobId: ids[0] });
  demand(done.Status === "COMPLETED" && done.CreatedResourceArn, `A restore job ended ${done.Status}: ${done.StatusMessage}`);
  await all(backup, "ListRestoreJobs", "RestoreJobs", { ByStatus: "COMPLETED" }, 1);
  await refused(backup, "MissingParameterValueException", "StartRestoreJob", { ...input, Metadata: {} });
  await refused(backup, "InvalidParameterValueException", "StartRestoreJob", { ...input, Metadata: { Nothing: "1" } });
  await refused(backup, "ResourceNotFoundException", "StartRestoreJob", { ...input, RecoveryPointArn: `${point}0` });
}

async function walkPolicies({ backup, abroad, role, account, subnet }, point) {
  const [vault, named] = [{ BackupVaultName: vaultName }, { BackupVaultName: vaultName, RecoveryPointArn: point }];
  const Destination = (await ask(abroad.backup, "DescribeBackupVault", { BackupVaultName: copies })).BackupVaultArn;
  const copy = { RecoveryPointArn: point, SourceBackupVaultName: vaultName, DestinationBackupVaultArn: Destination, IamRoleArn: role };
  const deny = (Action, Principal = "*") => JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Deny", Principal, Action, Resource: "*" }] });
  await refused(backup, "ResourceNotFoundException", "GetBackupVaultAccessPolicy", vault);
  await refused(backup, "InvalidParameterValueException", "PutBackupVaultAccessPolicy", { ...vault, Policy: "{}" });
  const Policy = deny(["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle", "backup:Start*"], { AWS: `arn:aws:iam::${account}:root` });
  await ask(backup, "PutBackupVaultAccessPolicy", { ...vault, Policy });
  demand((await ask(backup, "GetBackupVaultAccessPolicy", vault)).Policy === Policy, "GetBackupVaultAccessPolicy does not tell what was put");
  await refused(backup, "AccessDeniedException", "DeleteRecoveryPoint", named);
  await refused(backup, "AccessDeniedException", "UpdateRecoveryPointLifecycle", { ...named, Lifecycle: { DeleteAfterDays: 9 } });
  await refused(backup, "AccessDeniedException", "StartCopyJob", copy);
  await refused(backup, "AccessDeniedException", "StartRestoreJob", { RecoveryPointArn: point, Metadata: { SubnetIds: subnet }, IamRoleArn: role });
  await ask(backup, "DescribeRecoveryPoint", named);
  await ask(backup, "DeleteBackupVaultAccessPolicy", vault);
  await ask(abroad.backup, "PutBackupVaultAccessPolicy", { BackupVaultName: copies, Policy: deny("backup:CopyIntoBackupVault") });
  await refused(backup, "AccessDeniedException", "StartCopyJob", copy);
  await ask(abroad.backup, "DeleteBackupVaultAccessPolicy", { BackupVaultName: copies });
}

async function walkEnd({ backup, role, subnet, passHours }, point) {
  const named = { BackupVaultName: vaultName, RecoveryPointArn: point };
  await ask(backup, "PutBackupVaultLockConfiguration", { BackupVaultName: vaultName, MinRetentionDays: 1, MaxRetentionDays: 90 });
  demand((await ask(backup, "DescribeBackupVault", { BackupVaultName: vaultName })).Locked === true, "A locked vault does not tell so");
  await refused(backup, "InvalidRequestException", "DeleteRecoveryPoint", named);
  await refused(backup, "InvalidParameterValueException", "PutBackupVaultLockConfiguration", { BackupVaultName: vaultName, ChangeableForDays: 1 });
  await ask(backup, "DeleteBackupVaultLockConfiguration", { BackupVaultName: vaultName });
  await ask(backup, "DeleteRecoveryPoint", named);
  await refused(backup, "InvalidRequestException", "StartRestoreJob", { RecoveryPointArn: point, Metadata: { SubnetIds: subnet }, IamRoleArn: role });
  await passHours(1);
  await refused(backup, "ResourceNotFoundException", "DescribeRecoveryPoint", named);
}

export async function walkBackup(aws) {
  await walkVaults(aws);
  await walkSettings(aws);
  const point = await walkJobs(aws);
  await walkPoints(aws, point);
  await walkCopy(aws, point);
  await walkRestore(aws, point);
  await walkPolicies(aws, point);
  await walkEnd(aws, point);
}
