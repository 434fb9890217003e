// Clients of the AWS SDK for JavaScript that hold every answer and every refusal against the SDK's own models.
import { createRequire } from "node:module";
import { Readable } from "node:stream";
import { declarationsOf } from "./declarations.mjs";

const require = createRequire(import.meta.url);
const { NormalizedSchema } = require("@smithy/core/schema");
const { NodeHttpHandler } = require("@smithy/node-http-handler");
const packages = {};
const [operations, paginated, members, values, errors] = Array.from({ length: 5 }, () => new Set());
export const failures = new Set();

export function demand(isTrue, complaint) {
  if (!isTrue) failures.add(complaint);
}

// Keeps the text of each answer, because the SDK drops what its models do not know.
class Listener extends NodeHttpHandler {
  async handle(request, options) {
    const result = await super.handle(request, options);
    const chunks = [];
    for await (const chunk of result.response.body) chunks.push(chunk);
    this.text = Buffer.concat(chunks).toString();
    result.response.body = Readable.from([Buffer.concat(chunks)]);
    return result;
  }
}

// A client of a service. What is bent is changed in each request before it is signed.
export function clientOf(name, config, bend) {
  const declarations = packages[name] ??= declarationsOf(name);
  const listener = new Listener();
  const type = Object.keys(declarations.exported).find((key) => key.toLowerCase() === `${name}client`);
  const sdk = new declarations.exported[type]({ maxAttempts: 3, ...config, requestHandler: listener });
  if (bend) {
    sdk.middlewareStack.add((next) => (args) => next(bend(args.request) ?? args), { step: "build", priority: "high" });
  }
  return { ...declarations, name, sdk, listener };
}

function checkText(client, value, path, word) {
  demand(typeof value === "string", `${path} is ${JSON.stringify(value)}, not a text`);
  if (word in client.enums) {
    values.add(`${client.name} ${word} ${value}`);
    demand(client.enums[word].includes(value), `${path} is ${value}, not one of ${word}`);
  }
}

function checkStructure(client, schema, value, path) {
  const name = schema.getName();
  for (const [key, member] of schema.structIterator()) {
    if (value[key] !== undefined) {
      members.add(`${client.name} ${name}.${key}`);
      check(client, member, value[key], `${path}.${key}`, client.words[name]?.[key]);
    } else {
      demand(!client.required[name]?.includes(key) || key === "$metadata", `${path}.${key} is missing`);
    }
  }
}

function check(client, schema, value, path, word) {
  if (schema.isStructSchema()) return checkStructure(client, schema, value, path);
  if (schema.isListSchema()) return value.forEach((item) => check(client, schema.getValueSchema(), item, `${path}[]`, word));
  if (schema.isMapSchema()) return Object.values(value).forEach((item) => check(client, schema.getValueSchema(), item, `${path}{}`, word));
  if (schema.isTimestampSchema()) return demand(value instanceof Date && !Number.isNaN(value.valueOf()), `${path} is ${value}, not an instant`);
  if (schema.isBooleanSchema()) return demand(typeof value === "boolean", `${path} is ${value}, not true or false`);
  if (schema.isNumericSchema()) return demand(Number.isFinite(value), `${path} is ${value}, not a number`);
  if (schema.isBlobSchema()) return demand(value instanceof Uint8Array, `${path} is ${value}, not bytes`);
  return checkText(client, value, path, word);
}

function checkWire(schema, json, path) {
  if (json === null) return demand(false, `${path} is null`);
  if (schema.isListSchema()) return json.forEach((item) => checkWire(schema.getValueSchema(), item, `${path}[]`));
  if (schema.isMapSchema()) return Object.values(json).forEach((item) => checkWire(schema.getValueSchema(), item, `${path}{}`));
  if (!schema.isStructSchema()) return undefined;
  const known = new Map([...schema.structIterator()].map(([key, member]) => [member.getMergedTraits().jsonName ?? key, member]));
  for (const [key, item] of Object.entries(json)) {
    if (known.has(key)) checkWire(known.get(key), item, `${path}.${key}`);
    else demand(false, `${path}.${key} is not in the model`);
  }
  return undefined;
}

function hold(client, operation, output) {
  const [path, schema] = [`${client.name} ${operation}`, NormalizedSchema.of(client.exported[`${operation}$`][5]())];
  operations.add(path);
  if (!schema.isStructSchema()) return;
  check(client, schema, output, path);
  if (client.listener.text.startsWith("{")) checkWire(schema, JSON.parse(client.listener.text), path);
}

// Asks, and holds the answer against the model.
export async function ask(client, operation, input = {}) {
  const output = await client.sdk.send(new client.exported[`${operation}Command`](input));
  hold(client, operation, output);
  return output;
}

// Follows the SDK's paginator to its end, in small pages and in one, which must tell the same.
export async function all(client, operation, member, input = {}, pageSize = undefined) {
  const read = async (size) => {
    const [items, found] = [[], { pages: 0 }];
    for await (const page of client.exported[`paginate${operation}`]({ client: client.sdk, pageSize: size }, { ...input })) {
      hold(client, operation, page);
      found.pages++;
      const part = page[member] ?? [];
      items.push(...(Array.isArray(part) ? part : Object.entries(part)));
    }
    return { ...found, items };
  };
  const [whole, cut] = [await read(undefined), await read(pageSize)];
  paginated.add(`${client.name} ${operation}`);
  demand(pageSize === undefined || cut.pages > 1, `${client.name} ${operation} has one page only`);
  demand(JSON.stringify(whole.items) === JSON.stringify(cut.items), `${client.name} ${operation} tells other things in small pages`);
  demand(whole.items.length > 0, `${client.name} ${operation} tells nothing`);
  return whole.items;
}

function checkRefusal(client, operation, code, error) {
  const path = `${client.name} ${operation} ${code}`;
  const schema = Object.entries(client.exported).find(([key, value]) => key.endsWith("$") && value?.[0] === -3 && (value[2] === code || value[3]?.awsQueryError?.[0] === code))?.[1];
  const name = schema?.[2] ?? code;
  const general = Object.entries(client.exported).find(([key]) => key.toLowerCase() === `${client.name}serviceexception`)[1];
  errors.add(`${client.name} ${code}`);
  demand(error.name === name && error instanceof general, `${path} came as ${error.name}: ${error.message}`);
  demand(error.message && error.message !== "UnknownError" && error.$metadata?.httpStatusCode >= 400, `${path} has no message or no status`);
  if (schema) {
    demand(error instanceof client.exported[name], `${path} is not an instance of ${name}`);
    demand(client.thrown[operation].includes(name), `${path} is not among the errors of the operation`);
    checkStructure(client, NormalizedSchema.of(schema), error, path);
  }
  return error;
}

// Asks, and holds the refusal against the model.
export async function refused(client, code, operation, input = {}) {
  operations.add(`${client.name} ${operation}`);
  try {
    await client.sdk.send(new client.exported[`${operation}Command`](input));
  } catch (error) {
    return checkRefusal(client, operation, code, error);
  }
  return demand(false, `${client.name} ${operation} was not refused with ${code}`);
}

export function report() {
  for (const walked of operations) {
    const [name, operation] = walked.split(" ");
    demand(!packages[name].exported[`paginate${operation}`] || paginated.has(walked), `${walked} was not walked with its paginator`);
  }
  const [sizes, sources] = [[operations, paginated, members, values, errors].map((set) => set.size), Object.values(packages).map((known) => known.source)];
  return { sources, operations: sizes[0], paginators: sizes[1], members: sizes[2], values: sizes[3], errors: sizes[4], failures: [...failures].sort() };
}
