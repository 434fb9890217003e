// What every service refuses in the same way, under the names it has for it.
import { ask, refused } from "./judge.mjs";

const reads = { backup: "ListBackupVaults", fsx: "DescribeFileSystems", kms: "ListKeys", sts: "AssumeRole", iam: "ListRoles", ec2: "DescribeVpcs" };
const older = {
  sts: { wrongKey: "InvalidClientTokenId", wrongSecret: "SignatureDoesNotMatch", expiredToken: "ExpiredToken", throttle: "Throttling", denied: "AccessDenied" },
  ec2: { wrongKey: "AuthFailure", wrongSecret: "AuthFailure", expiredToken: "RequestExpired", throttle: "RequestLimitExceeded", denied: "UnauthorizedOperation" },
};
const serverErrors = { backup: "ServiceUnavailableException", fsx: "InternalServerError", kms: "KMSInternalException", sts: "InternalFailure", iam: "InternalFailure", ec2: "InternalError" };

function namesOf(service) {
  const isOld = ["sts", "iam", "ec2"].includes(service);
  return {
    wrongKey: "UnrecognizedClientException", wrongSecret: "InvalidSignatureException", expiredToken: "ExpiredTokenException", throttle: "ThrottlingException",
    denied: "AccessDeniedException", unsigned: isOld ? "MissingAuthenticationToken" : "MissingAuthenticationTokenException",
    unknown: isOld ? "InvalidAction" : "UnknownOperationException", serverError: serverErrors[service],
    ...older[service === "iam" ? "sts" : service],
  };
}

async function unprivileged({ iam, sts, account }) {
  await ask(iam, "CreateRole", { RoleName: "nobody", AssumeRolePolicyDocument: "{}" });
  const { Credentials } = await ask(sts, "AssumeRole", { RoleArn: `arn:aws:iam::${account}:role/nobody`, RoleSessionName: "walk" });
  return { accessKeyId: Credentials.AccessKeyId, secretAccessKey: Credentials.SecretAccessKey, sessionToken: Credentials.SessionToken };
}

function unknown(request) {
  request.path = request.path.replace("/backup-vaults", "/nothing");
  if (request.headers["x-amz-target"]) request.headers["x-amz-target"] = "Service.Nothing";
  if (typeof request.body === "string") request.body = request.body.replace(/Action=\w+/, "Action=Nothing");
}

export async function walkRefusals(aws) {
  const { credentials, control, make, bent, role } = aws;
  const [input, nobody] = [{ RoleArn: role, RoleSessionName: "walk" }, await unprivileged(aws)];
  for (const [service, operation] of Object.entries(reads)) {
    const names = namesOf(service);
    const once = (config, bend) => make(service, { maxAttempts: 1, ...config }, bend);
    for (const action of ["throttle", "serverError", "expiredToken"]) {
      await control("POST", "faults", { service, operation, action });
      await refused(once(), names[action], operation, input);
      await control("DELETE", "faults");
    }
    await refused(once({ credentials: { ...credentials, accessKeyId: "AKIANOBODY" } }), names.wrongKey, operation, input);
    await refused(once({ credentials: { ...credentials, secretAccessKey: "wrong" } }), names.wrongSecret, operation, input);
    await refused(once({ credentials: nobody }), names.denied, operation, input);
    await refused(once({ signer: { sign: async (request) => request } }), names.unsigned, operation, input);
    await refused(bent(service, unknown), names.unknown, operation, input);
  }
  const spoil = (request) => { request.body = "{"; };
  await refused(bent("backup", spoil), "SerializationException", "UpdateRegionSettings", {});
  await refused(bent("fsx", spoil), "SerializationException", "DescribeFileSystems");
  // The SDK waits and asks again by itself.
  await control("POST", "faults", { service: "backup", operation: "ListBackupVaults", action: "throttle", times: 2 });
  await ask(aws.backup, "ListBackupVaults");
}
