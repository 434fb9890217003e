// A walk through AWS with its SDK for JavaScript. Usage: node walk.mjs URL-of-the-emulator, with the seed demo. It is reset first.
import { all, clientOf, failures, report } from "./judge.mjs";
import { walkBackup } from "./walk-backup.mjs";
import { walkFsx } from "./walk-fsx.mjs";
import { walkEc2, walkIam, walkKms, walkSts } from "./walk-keys.mjs";
import { walkRefusals } from "./walk-refusals.mjs";

const [endpoint, home, services] = [process.argv[2], "eu-central-1", ["backup", "fsx", "kms", "sts", "iam", "ec2"]];

async function control(method, path, body) {
  const answer = await fetch(`${endpoint}/_emulator/${path}`, { method, headers: { "Content-Type": "application/json" }, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.headers.get("content-type")?.includes("json") ? answer.json() : undefined;
}

const advance = (time) => control("PUT", "clock", { advance: time });

await control("POST", "reset");
await control("PUT", "clock", { freeze: true });
const [key] = (await control("GET", "state")).credentials;
const credentials = { accessKeyId: key.accessKeyId, secretAccessKey: key.secretAccessKey };
const make = (name, config, bend) => clientOf(name, { endpoint, region: home, credentials, ...config }, bend);
const clients = (region) => Object.fromEntries(services.map((name) => [name, make(name, { region })]));
const aws = {
  ...clients(home), abroad: clients("eu-west-1"), home, account: key.account, credentials, control, make,
  role: `arn:aws:iam::${key.account}:role/service-role/AWSBackupDefaultServiceRole`,
  bent: (name, bend) => make(name, { maxAttempts: 1 }, bend),
  passHours: (hours) => advance(`PT${hours}H`), passMinutes: (minutes) => advance(`PT${minutes}M`),
};

async function walkAll() {
  aws.subnet = await walkEc2(aws);
  const systems = await all(aws.fsx, "DescribeFileSystems", "FileSystems", {}, 5);
  aws.resource = systems.find((system) => system.WindowsConfiguration?.DeploymentType === "SINGLE_AZ_2" && system.StorageType === "SSD").ResourceARN;
  await walkSts(aws);
  await walkIam(aws);
  await walkKms(aws);
  await walkBackup(aws);
  await walkFsx(aws);
  await walkRefusals(aws);
}

await walkAll().catch((error) => failures.add(`The walk ended early: ${error.stack}`));
console.log(JSON.stringify(report(), null, 1));
