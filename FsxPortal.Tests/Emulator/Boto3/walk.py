"""A walk through AWS with boto3. Usage: walk.py URL-of-the-emulator with the seed demo. It is reset first."""
import json
import sys
import urllib.request

from botocore.exceptions import ClientError

import judge

URL = sys.argv[1]
HOME, ABROAD = "eu-central-1", "eu-west-1"
ROLE = "AWSBackupDefaultServiceRole"


def control(method, path, body=None):
    request = urllib.request.Request(f"{URL}/_emulator/{path}", method=method, data=json.dumps(body).encode() if body is not None else None, headers={"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        text = answer.read()
        return json.loads(text) if text else None


def pass_hours(hours):
    control("PUT", "clock", {"advance": f"PT{hours}H"})


def refused(code, call, **members):
    try:
        call(**members)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
    else:
        raise AssertionError(f"{call.__name__} was not refused with {code}")


control("POST", "reset")
control("PUT", "clock", {"freeze": True})
account = control("GET", "state")["credentials"][0]
role = f"arn:aws:iam::{account['account']}:role/service-role/{ROLE}"
backup, fsx, kms, iam, sts, ec2 = (judge.client(name, URL, HOME, account) for name in ("backup", "fsx", "kms", "iam", "sts", "ec2"))
backup_abroad = judge.client("backup", URL, ABROAD, account)


def of(operation, member, client, **members):
    return [item for page in client.get_paginator(operation).paginate(**members) for item in page[member]]


def back_up(arn, **members):
    job = backup.start_backup_job(BackupVaultName="portal-vault", ResourceArn=arn, IamRoleArn=role, **members)["BackupJobId"]
    assert backup.describe_backup_job(BackupJobId=job)["State"] == "CREATED"
    pass_hours(1)
    done = backup.describe_backup_job(BackupJobId=job)
    assert done["State"] == "COMPLETED", done
    return done["RecoveryPointArn"]


def walk_fleet():
    assert sts.get_caller_identity()["Account"] == account["account"]
    systems = of("describe_file_systems", "FileSystems", fsx, PaginationConfig={"PageSize": 5})
    assert {"WINDOWS", "LUSTRE", "ONTAP", "OPENZFS"} == {system["FileSystemType"] for system in systems}
    assert fsx.describe_volumes()["Volumes"] and fsx.describe_storage_virtual_machines()["StorageVirtualMachines"]
    subnets = ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [systems[0]["VpcId"]]}])["Subnets"]
    assert len(subnets) == 3 and ec2.describe_vpcs()["Vpcs"] and ec2.describe_security_groups()["SecurityGroups"] and ec2.describe_regions()["Regions"]
    return systems, subnets


def walk_backup(system):
    # The first answer is lost; boto3 asks again with the same token, and there is one job.
    control("POST", "faults", {"service": "backup", "operation": "StartBackupJob", "nth": 1, "action": "dropAfter"})
    point = back_up(system["ResourceARN"], IdempotencyToken="walk", RecoveryPointTags={"owner": "walk"}, Lifecycle={"DeleteAfterDays": 30})
    control("DELETE", "faults")
    assert len(backup.list_backup_jobs(ByResourceArn=system["ResourceARN"])["BackupJobs"]) == 1
    described = backup.describe_recovery_point(BackupVaultName="portal-vault", RecoveryPointArn=point)
    assert described["CalculatedLifecycle"]["DeleteAt"] > described["CreationDate"]
    tags = fsx.list_tags_for_resource(ResourceARN=point)["Tags"]
    assert {"Key": "owner", "Value": "walk"} in tags
    refused("InvalidParameterValueException", backup.list_tags, ResourceArn=point)
    assert fsx.describe_backups(BackupIds=[point.split("/")[1]])["Backups"][0]["Type"] == "AWS_BACKUP"
    assert of("list_recovery_points_by_backup_vault", "RecoveryPoints", backup, BackupVaultName="portal-vault", ByResourceArn=system["ResourceARN"], PaginationConfig={"PageSize": 7})
    assert backup.list_recovery_points_by_resource(ResourceArn=system["ResourceARN"])["RecoveryPoints"]
    assert of("list_protected_resources", "Results", backup) and backup.describe_protected_resource(ResourceArn=system["ResourceARN"])
    return point


def walk_copy(point):
    vault = backup_abroad.describe_backup_vault(BackupVaultName="portal-copies")["BackupVaultArn"]
    job = backup.start_copy_job(RecoveryPointArn=point, SourceBackupVaultName="portal-vault", DestinationBackupVaultArn=vault, IamRoleArn=role)["CopyJobId"]
    pass_hours(1)
    done = backup.describe_copy_job(CopyJobId=job)["CopyJob"]
    assert done["State"] == "COMPLETED" and backup.list_copy_jobs(ByDestinationVaultArn=vault)["CopyJobs"], done
    assert backup_abroad.describe_recovery_point(BackupVaultName="portal-copies", RecoveryPointArn=done["DestinationRecoveryPointArn"])["SourceBackupVaultArn"]


def walk_restore(point, subnets):
    metadata = backup.get_recovery_point_restore_metadata(BackupVaultName="portal-vault", RecoveryPointArn=point)["RestoreMetadata"]
    metadata["SubnetIds"] = json.dumps([subnets[0]["SubnetId"]])
    job = backup.start_restore_job(RecoveryPointArn=point, Metadata=metadata, IamRoleArn=role, ResourceType="FSx")["RestoreJobId"]
    pass_hours(1)
    done = backup.describe_restore_job(RestoreJobId=job)
    assert done["Status"] == "COMPLETED" and backup.list_restore_jobs()["RestoreJobs"], done
    restored = done["CreatedResourceArn"].split("/")[1]
    assert fsx.describe_file_systems(FileSystemIds=[restored])["FileSystems"][0]["Lifecycle"] == "AVAILABLE"
    fsx.delete_file_system(FileSystemId=restored)


def walk_vaults(arn):
    vault = backup.create_backup_vault(BackupVaultName="walk", BackupVaultTags={"a": "1"})["BackupVaultArn"]
    backup.tag_resource(ResourceArn=vault, Tags={"b": "2"})
    backup.untag_resource(ResourceArn=vault, TagKeyList=["a"])
    assert backup.list_tags(ResourceArn=vault)["Tags"] == {"b": "2"}
    refused("AlreadyExistsException", backup.create_backup_vault, BackupVaultName="walk")
    backup.put_backup_vault_lock_configuration(BackupVaultName="portal-vault", MinRetentionDays=1, MaxRetentionDays=90)
    refused("InvalidRequestException", backup.delete_recovery_point, BackupVaultName="portal-vault", RecoveryPointArn=arn)
    backup.delete_backup_vault_lock_configuration(BackupVaultName="portal-vault")
    backup.update_recovery_point_lifecycle(BackupVaultName="portal-vault", RecoveryPointArn=arn, Lifecycle={"DeleteAfterDays": 60})
    backup.delete_backup_vault(BackupVaultName="walk")
    refused("AccessDeniedException", backup.describe_backup_vault, BackupVaultName="walk")
    backup.update_region_settings(ResourceTypeOptInPreference={"FSx": True})
    assert backup.describe_region_settings()["ResourceTypeOptInPreference"]["FSx"] and of("list_backup_vaults", "BackupVaultList", backup)


def walk_policies(arn):
    vault = {"BackupVaultName": "portal-vault"}
    refused("ResourceNotFoundException", backup.get_backup_vault_access_policy, **vault)
    policy = json.dumps({"Statement": {"Effect": "Deny", "Principal": {"AWS": "*"}, "Action": ["backup:DeleteRecoveryPoint", "backup:StartBackupJob"], "Resource": "*"}})
    backup.put_backup_vault_access_policy(Policy=policy, **vault)
    assert backup.get_backup_vault_access_policy(**vault)["Policy"] == policy
    refused("AccessDeniedException", backup.delete_recovery_point, RecoveryPointArn=arn, **vault)
    refused("AccessDeniedException", backup.start_backup_job, ResourceArn=one["ResourceARN"], IamRoleArn=role, **vault)
    backup.delete_backup_vault_access_policy(**vault)


def walk_deletion(arn):
    point = {"BackupVaultName": "portal-vault", "RecoveryPointArn": arn}
    iam.put_role_policy(RoleName=ROLE, PolicyName="less", PolicyDocument=json.dumps({"Statement": {"Effect": "Deny", "Action": "fsx:DeleteBackup", "Resource": "*"}}))
    backup.delete_recovery_point(**point)
    pass_hours(1)
    assert backup.describe_recovery_point(**point)["Status"] == "EXPIRED"
    iam.delete_role_policy(RoleName=ROLE, PolicyName="less")
    backup.delete_recovery_point(**point)
    pass_hours(1)
    refused("ResourceNotFoundException", backup.describe_recovery_point, **point)


def walk_native(system):
    made = fsx.create_backup(FileSystemId=system["FileSystemId"])["Backup"]
    refused("BackupInProgress", fsx.create_backup, FileSystemId=system["FileSystemId"])
    pass_hours(1)
    control("PUT", "quotas", {"WINDOWS": 0})
    refused("ServiceLimitExceeded", fsx.create_backup, FileSystemId=system["FileSystemId"])
    control("PUT", "quotas", {})
    copy = fsx.copy_backup(SourceBackupId=made["BackupId"], SourceRegion=HOME)["Backup"]
    refused("BackupBeingCopied", fsx.delete_backup, BackupId=made["BackupId"])
    pass_hours(1)
    assert fsx.describe_backups(BackupIds=[copy["BackupId"]])["Backups"][0]["Lifecycle"] == "AVAILABLE"
    fsx.delete_backup(BackupId=copy["BackupId"])
    fsx.update_file_system(FileSystemId=system["FileSystemId"], StorageCapacity=system["StorageCapacity"] * 2)


def walk_automatic():
    kept = of("describe_backups", "Backups", fsx, Filters=[{"Name": "backup-type", "Values": ["AUTOMATIC"]}], PaginationConfig={"PageSize": 5})
    assert kept and all(backup["Type"] == "AUTOMATIC" and backup["Lifecycle"] == "AVAILABLE" for backup in kept), kept
    # The judge demands of each backup what the model requires, of those of volumes too.
    every = of("describe_backups", "Backups", fsx)
    assert {backup["ResourceType"] for backup in every} == {"FILE_SYSTEM", "VOLUME"}


def walk_keys():
    key = kms.create_key(MultiRegion=True)["KeyMetadata"]["KeyId"]
    kms.replicate_key(KeyId=key, ReplicaRegion=ABROAD)
    made = kms.generate_data_key(KeyId=key, KeySpec="AES_256", EncryptionContext={"a": "b"})
    abroad = judge.client("kms", URL, ABROAD, account)
    assert abroad.decrypt(CiphertextBlob=made["CiphertextBlob"], KeyId=key, EncryptionContext={"a": "b"})["Plaintext"] == made["Plaintext"]
    kms.disable_key(KeyId=key)
    refused("DisabledException", kms.encrypt, KeyId=key, Plaintext=b"text")
    kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=7)
    assert kms.describe_key(KeyId=key)["KeyMetadata"]["KeyState"] == "PendingDeletion"
    assert of("list_keys", "Keys", kms) and of("list_aliases", "Aliases", kms)


def walk_errors():
    control("POST", "faults", {"service": "backup", "operation": "ListBackupJobs", "action": "throttle", "times": 2})
    assert "BackupJobs" in backup.list_backup_jobs()
    control("POST", "faults", {"service": "fsx", "operation": "DescribeFileSystems", "action": "htmlError"})
    refused("502", fsx.describe_file_systems)
    control("DELETE", "faults")
    refused("FileSystemNotFound", fsx.describe_file_systems, FileSystemIds=["fs-00000000"])
    refused("ExpiredTokenException", expired, BackupJobId="any")


def expired(**members):
    control("POST", "faults", {"service": "backup", "operation": "DescribeBackupJob", "action": "expiredToken"})
    backup.describe_backup_job(**members)


systems, subnets = walk_fleet()
one = next(system for system in systems if system["FileSystemType"] == "WINDOWS" and system["WindowsConfiguration"]["DeploymentType"] == "SINGLE_AZ_2" and system["StorageType"] == "SSD")
taken = walk_backup(one)
walk_copy(taken)
walk_restore(taken, subnets)
walk_vaults(taken)
walk_policies(taken)
walk_deletion(taken)
walk_native(one)
walk_automatic()
walk_keys()
walk_errors()
for complaint in sorted(set(judge.complaints)):
    print(complaint)
print(judge.summary())
sys.exit(1 if judge.complaints else 0)
