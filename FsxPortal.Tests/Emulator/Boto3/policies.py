"""What the shipped policies let a role do, tried with boto3. Usage: policies.py URL-of-the-emulator folder-of-the-policies."""
import json
import pathlib
import sys
import urllib.request

from botocore.exceptions import ClientError

import judge

URL, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
HOME = "eu-central-1"


def control(method, path, body=None):
    request = urllib.request.Request(f"{URL}/_emulator/{path}", method=method, data=json.dumps(body).encode() if body is not None else None, headers={"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read() or b"null")


key = control("GET", "state")["credentials"][0]
iam, sts, almighty = (judge.client(name, URL, HOME, key) for name in ("iam", "sts", "backup"))
role = iam.create_role(RoleName="Least", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
given = sts.assume_role(RoleArn=role, RoleSessionName="boto3")["Credentials"]
least = {"account": key["account"], "accessKeyId": given["AccessKeyId"], "secretAccessKey": given["SecretAccessKey"], "sessionToken": given["SessionToken"]}
backup, fsx = (judge.client(name, URL, HOME, least) for name in ("backup", "fsx"))
passed = f"arn:aws:iam::{key['account']}:role/service-role/AWSBackupDefaultServiceRole"


def grant(*names):
    for name in iam.list_role_policies(RoleName="Least")["PolicyNames"]:
        iam.delete_role_policy(RoleName="Least", PolicyName=name)
    for name in names:
        iam.put_role_policy(RoleName="Least", PolicyName=name, PolicyDocument=(FOLDER / f"{name}.json").read_text())


def denied(action, call, **members):
    try:
        call(**members)
    except ClientError as error:
        assert error.response["Error"]["Code"] == "AccessDeniedException", error
        assert f"is not authorized to perform: {action} on resource: " in error.response["Error"]["Message"], error
    else:
        raise AssertionError(f"{action} was not denied")


def make_point(tags):
    job = almighty.start_backup_job(BackupVaultName="portal-vault", ResourceArn=system, IamRoleArn=passed, RecoveryPointTags=tags)["BackupJobId"]
    control("PUT", "clock", {"advance": "PT1H"})
    return almighty.describe_backup_job(BackupJobId=job)["RecoveryPointArn"]


grant()
denied("backup:ListBackupVaults", backup.list_backup_vaults)
grant("read", "never")
system = next(item["ResourceARN"] for item in fsx.describe_file_systems()["FileSystems"] if item["FileSystemType"] == "WINDOWS")
assert backup.list_backup_vaults()["BackupVaultList"]
own, foreign = make_point({"fsxp.policy": "some"}), make_point({"owner": "somebody"})
denied("backup:StartBackupJob", backup.start_backup_job, BackupVaultName="portal-vault", ResourceArn=system, IamRoleArn=passed)
denied("backup:DeleteRecoveryPoint", backup.delete_recovery_point, BackupVaultName="portal-vault", RecoveryPointArn=own)
grant("read", "backup", "never")
assert backup.start_backup_job(BackupVaultName="portal-vault", ResourceArn=system, IamRoleArn=passed)["BackupJobId"]
denied("backup:StartBackupJob", backup.start_backup_job, BackupVaultName="Default", ResourceArn=system, IamRoleArn=passed)
denied("backup:DeleteRecoveryPoint", backup.delete_recovery_point, BackupVaultName="portal-vault", RecoveryPointArn=own)
grant("read", "delete", "never")
denied("backup:DeleteRecoveryPoint", backup.delete_recovery_point, BackupVaultName="portal-vault", RecoveryPointArn=foreign)
backup.delete_recovery_point(BackupVaultName="portal-vault", RecoveryPointArn=own)
denied("backup:DeleteBackupVault", backup.delete_backup_vault, BackupVaultName="portal-vault")
denied("backup:PutBackupVaultAccessPolicy", backup.put_backup_vault_access_policy, BackupVaultName="portal-vault", Policy="{}")
iam.put_role_policy(RoleName="Least", PolicyName="everything", PolicyDocument=json.dumps({"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}))
denied("backup:DeleteBackupVaultLockConfiguration", backup.delete_backup_vault_lock_configuration, BackupVaultName="portal-vault")
