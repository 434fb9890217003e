// KMS, STS, IAM and EC2: keys, who asks, who may do what, and where a restore can go.
import { all, ask, demand, refused } from "./judge.mjs";

async function walkKeyNames({ kms }, KeyId) {
  await ask(kms, "CreateAlias", { AliasName: "alias/walk", TargetKeyId: KeyId });
  await refused(kms, "AlreadyExistsException", "CreateAlias", { AliasName: "alias/walk", TargetKeyId: KeyId });
  await refused(kms, "InvalidAliasNameException", "CreateAlias", { AliasName: "walk", TargetKeyId: KeyId });
  await refused(kms, "NotFoundException", "CreateAlias", { AliasName: "alias/other", TargetKeyId: "none" });
  await all(kms, "ListAliases", "Aliases", {}, 1);
  await all(kms, "ListKeys", "Keys", {}, 1);
  await ask(kms, "DeleteAlias", { AliasName: "alias/walk" });
  await refused(kms, "NotFoundException", "DeleteAlias", { AliasName: "alias/walk" });
}

async function walkSecrets({ kms, abroad, bent }, KeyId, other) {
  const EncryptionContext = { a: "b" };
  const made = await ask(kms, "GenerateDataKey", { KeyId, KeySpec: "AES_256", EncryptionContext });
  const read = await ask(abroad.kms, "Decrypt", { CiphertextBlob: made.CiphertextBlob, EncryptionContext });
  demand(Buffer.compare(read.Plaintext, made.Plaintext) === 0, "A replica does not decrypt what its primary has wrapped");
  const text = await ask(kms, "Encrypt", { KeyId, Plaintext: Buffer.from("text"), EncryptionContext });
  demand(Buffer.from((await ask(kms, "Decrypt", { CiphertextBlob: text.CiphertextBlob, EncryptionContext, KeyId })).Plaintext).toString() === "text", "Decrypt tells another text");
  await refused(kms, "InvalidCiphertextException", "Decrypt", { CiphertextBlob: text.CiphertextBlob });
  await refused(kms, "InvalidCiphertextException", "Decrypt", { CiphertextBlob: Buffer.from("nothing") });
  await refused(kms, "IncorrectKeyException", "Decrypt", { CiphertextBlob: text.CiphertextBlob, EncryptionContext, KeyId: other });
  await refused(kms, "ValidationException", "GenerateDataKey", { KeyId, NumberOfBytes: 2000 });
  await refused(kms, "ValidationException", "Encrypt", { KeyId, Plaintext: Buffer.alloc(5000) });
  const spoilt = bent("kms", (request) => { request.body = new TextDecoder().decode(request.body).replace(/"CiphertextBlob":"[^"]*"/, '"CiphertextBlob":"!"'); });
  await refused(spoilt, "SerializationException", "Decrypt", { CiphertextBlob: text.CiphertextBlob });
}

export async function walkKms(aws) {
  const { kms } = aws;
  const made = (await ask(kms, "CreateKey", { MultiRegion: true, Description: "walk" })).KeyMetadata;
  const [{ KeyId }, other] = [made, (await ask(kms, "CreateKey")).KeyMetadata.KeyId];
  await ask(kms, "ReplicateKey", { KeyId, ReplicaRegion: "eu-west-1" });
  await refused(kms, "AlreadyExistsException", "ReplicateKey", { KeyId, ReplicaRegion: "eu-west-1" });
  await refused(kms, "UnsupportedOperationException", "ReplicateKey", { KeyId: other, ReplicaRegion: "eu-west-1" });
  await walkKeyNames(aws, KeyId);
  await walkSecrets(aws, KeyId, other);
  await ask(kms, "DisableKey", { KeyId });
  await refused(kms, "DisabledException", "Encrypt", { KeyId, Plaintext: Buffer.from("text") });
  await refused(kms, "DisabledException", "GenerateDataKey", { KeyId, KeySpec: "AES_256" });
  await ask(kms, "EnableKey", { KeyId });
  await refused(kms, "ValidationException", "ScheduleKeyDeletion", { KeyId, PendingWindowInDays: 1 });
  await refused(kms, "KMSInvalidStateException", "CancelKeyDeletion", { KeyId });
  await ask(kms, "ScheduleKeyDeletion", { KeyId, PendingWindowInDays: 7 });
  for (const operation of ["EnableKey", "DisableKey", "GenerateDataKey"]) {
    await refused(kms, "KMSInvalidStateException", operation, { KeyId, KeySpec: "AES_256" });
  }
  demand((await ask(kms, "DescribeKey", { KeyId })).KeyMetadata.KeyState === "PendingDeletion", "A key that is to be deleted does not tell so");
  demand((await ask(kms, "DescribeKey", { KeyId: "alias/aws/backup" })).KeyMetadata.KeyManager === "AWS", "AWS's own key is told to be somebody else's");
  await ask(kms, "CancelKeyDeletion", { KeyId });
  for (const operation of ["DescribeKey", "EnableKey", "DisableKey", "ScheduleKeyDeletion", "CancelKeyDeletion", "ReplicateKey", "Encrypt", "GenerateDataKey"]) {
    await refused(kms, "NotFoundException", operation, { KeyId: "none", ReplicaRegion: "eu-west-1", KeySpec: "AES_256", Plaintext: Buffer.from("text") });
  }
}

export async function walkSts({ sts, account, role }) {
  demand((await ask(sts, "GetCallerIdentity")).Account === account, "GetCallerIdentity tells another account");
  const { Credentials } = await ask(sts, "AssumeRole", { RoleArn: role, RoleSessionName: "walk", DurationSeconds: 900 });
  demand(Credentials.Expiration > new Date(), "Temporary credentials have expired already");
  await refused(sts, "ValidationError", "AssumeRole", { RoleArn: role, RoleSessionName: "walk", DurationSeconds: 1 });
  await refused(sts, "AccessDenied", "AssumeRole", { RoleArn: `${role}0`, RoleSessionName: "walk" });
}

export async function walkIam({ iam, account }) {
  const document = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "fsx:DeleteBackup", Resource: "*" }] });
  const created = { RoleName: "walk", AssumeRolePolicyDocument: document };
  await ask(iam, "CreateRole", created);
  await refused(iam, "EntityAlreadyExists", "CreateRole", created);
  await all(iam, "ListRoles", "Roles");
  await ask(iam, "GetRole", { RoleName: "walk" });
  for (const [kind, name] of [["Role", { RoleName: "walk" }], ["User", { UserName: "fsxportal" }]]) {
    const policy = { ...name, PolicyName: "walk" };
    await ask(iam, `Put${kind}Policy`, { ...policy, PolicyDocument: document });
    await refused(iam, "MalformedPolicyDocument", `Put${kind}Policy`, { ...policy, PolicyDocument: "nothing" });
    demand(decodeURIComponent((await ask(iam, `Get${kind}Policy`, policy)).PolicyDocument) === document, `Get${kind}Policy tells another document`);
    const simulated = { PolicySourceArn: `arn:aws:iam::${account}:${kind.toLowerCase()}/${Object.values(name)[0]}`, ActionNames: ["fsx:DeleteBackup", "fsx:CreateBackup"] };
    const decisions = (await all(iam, "SimulatePrincipalPolicy", "EvaluationResults", simulated)).map((result) => result.EvalDecision);
    demand(decisions.join() === (kind === "Role" ? "explicitDeny,implicitDeny" : "explicitDeny,allowed"), `A simulation tells ${decisions}`);
    await refused(iam, "InvalidInput", "SimulatePrincipalPolicy", { ...simulated, ActionNames: ["nothing"] });
    await refused(iam, "NoSuchEntity", "SimulatePrincipalPolicy", { ...simulated, PolicySourceArn: `${simulated.PolicySourceArn}0` });
    demand((await all(iam, `List${kind}Policies`, "PolicyNames", name)).includes("walk"), `List${kind}Policies does not tell the policy`);
    if (kind === "Role") await refused(iam, "DeleteConflict", "DeleteRole", name);
    await ask(iam, `Delete${kind}Policy`, policy);
    for (const operation of [`Get${kind}Policy`, `Delete${kind}Policy`]) {
      await refused(iam, "NoSuchEntity", operation, policy);
    }
    const none = Object.fromEntries(Object.keys(name).map((key) => [key, "none"]));
    await refused(iam, "NoSuchEntity", `List${kind}Policies`, none);
    await refused(iam, "NoSuchEntity", `Put${kind}Policy`, { ...none, PolicyName: "walk", PolicyDocument: document });
  }
  await ask(iam, "DeleteRole", { RoleName: "walk" });
  await refused(iam, "NoSuchEntity", "GetRole", { RoleName: "walk" });
  await refused(iam, "NoSuchEntity", "DeleteRole", { RoleName: "walk" });
  await refused(iam, "InvalidParameterValue", "GetRole", {});
}

export async function walkEc2({ ec2 }) {
  demand((await ask(ec2, "DescribeRegions")).Regions.length === 3, "DescribeRegions does not tell the three Regions");
  const [vpc] = await all(ec2, "DescribeVpcs", "Vpcs");
  const Filters = [{ Name: "vpc-id", Values: [vpc.VpcId] }];
  const subnets = await all(ec2, "DescribeSubnets", "Subnets", { Filters });
  await all(ec2, "DescribeSecurityGroups", "SecurityGroups", { Filters });
  await refused(ec2, "InvalidVpcID.NotFound", "DescribeVpcs", { VpcIds: ["vpc-0"] });
  await refused(ec2, "InvalidSubnetID.NotFound", "DescribeSubnets", { SubnetIds: ["subnet-0"] });
  await refused(ec2, "InvalidGroup.NotFound", "DescribeSecurityGroups", { GroupIds: ["sg-0"] });
  return subnets[0].SubnetId;
}
