"""Clients of boto3 that hold every answer against the service model of AWS: an unknown member, a wrong type or a missing one is a complaint."""
import json

import boto3
import botocore
from botocore.config import Config

# Members and values that AWS has added since the models of 2022; the models of 2026 know them.
IS_OLD = tuple(int(part) for part in botocore.__version__.split(".")[:2]) < (1, 40)
NEWER = {
    "VaultType", "VaultState", "LastBackupVaultArn", "LastRecoveryPointArn", "BackupVaultArn", "IsParent", "RecoveryPointCreationDate", "SourceResourceArn",
    "ResourceType", "SizeInBytes", "Subtype",
} if IS_OLD else set()
NEWER_VALUES = {"MULTI_AZ_1", "SINGLE_AZ_HA_2"} if IS_OLD else set()

complaints = []
operations, members, values, errors = set(), set(), set(), set()


def check(shape, value, path):
    if value is None:
        complaints.append(f"{path} is null")
    elif shape.type_name == "structure":
        check_structure(shape, value, path)
    elif shape.type_name == "list":
        for item in value:
            check(shape.member, item, f"{path}[]")
    elif shape.type_name == "map":
        for key, item in value.items():
            check(shape.value, item, f"{path}.{key}")
    else:
        check_scalar(shape, value, path)


def check_structure(shape, value, path):
    known = {member.serialization.get("name", name): (name, member) for name, member in shape.members.items()}
    for key, item in value.items():
        if key in known:
            members.add((shape.name, key))
            check(known[key][1], item, f"{path}.{key}")
        elif key not in NEWER:
            complaints.append(f"{path}.{key} is not in the model")
    for name in shape.required_members:
        if name not in value:
            complaints.append(f"{path}.{name} is missing")


def check_scalar(shape, value, path):
    kinds = {"string": str, "boolean": bool, "integer": int, "long": int, "timestamp": (int, float), "blob": str, "double": (int, float)}
    wanted = kinds[shape.type_name]
    if getattr(shape, "enum", None):
        values.add((shape.name, value))
    if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
        complaints.append(f"{path} is {value!r}, not a {shape.type_name}")
    elif getattr(shape, "enum", None) and value not in shape.enum and value not in NEWER_VALUES:
        complaints.append(f"{path} is {value}, not one of {shape.enum}")


def client(name, url, region, account):
    made = boto3.client(
        name, region_name=region, endpoint_url=url, aws_access_key_id=account["accessKeyId"], aws_secret_access_key=account["secretAccessKey"],
        aws_session_token=account.get("sessionToken"),
        config=Config(retries={"max_attempts": 4, "mode": "standard"}, read_timeout=20))

    def hold(http_response, parsed, model, **rest):
        shape = model.output_shape
        operations.add((name, model.name))
        if http_response.status_code >= 400:
            errors.add((name, parsed["Error"]["Code"]))
        if http_response.status_code == 200 and shape is not None and http_response.headers.get("content-type", "").find("json") >= 0:
            check(shape, json.loads(http_response.content), f"{name} {model.name}")

    made.meta.events.register(f"after-call.{name}.*", hold)
    return made


def summary():
    return (f"botocore {botocore.__version__}: {len(operations)} operations, {len(members)} members, {len(values)} enum values "
            f"and {len(errors)} errors of the emulator were checked.")
