// Writes what one of the AWS SDK's packages knows of its service, in the plain form of AwsModel.cs.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);
const { NormalizedSchema } = require("@smithy/core/schema");
const name = `@aws-sdk/client-${process.argv[2]}`;
const root = join(import.meta.dirname, "node_modules", name);
const service = require(name);

const exported = Object.entries(service);
const isStructure = (value) => Array.isArray(value) && (value[0] === 3 || value[0] === -3);
const isEnum = (value) => value?.constructor === Object && Object.values(value).every((text) => typeof text === "string");
const enums = Object.fromEntries(exported.filter(([, value]) => isEnum(value)).map(([key, value]) => [key, Object.values(value)]));

// Which text is an enum, only the declarations tell.
const declared = {};
for (const file of ["models_0.d.ts", "errors.d.ts"]) {
  let current;
  for (const line of readFileSync(join(root, "dist-types/models", file), "utf8").split("\n")) {
    const start = /^export (?:interface|declare class) (\w+)/.exec(line);
    if (start) {
      current = declared[start[1]] = {};
    }
    const member = /^    (?:readonly )?(\w+)\??: (.+?)(?: \| undefined)?;$/.exec(line);
    if (current && member) {
      current[member[1]] = /(\w+)(?:\[\])?>?$/.exec(member[2])?.[1];
    }
  }
}

function typeOf(schema, word) {
  if (schema.isListSchema()) return `list<${typeOf(schema.getValueSchema(), word)}>`;
  if (schema.isMapSchema()) return `map<${typeOf(schema.getValueSchema(), word)}>`;
  if (schema.isStructSchema()) return `structure ${schema.getName()}`;
  if (schema.isTimestampSchema()) return "timestamp";
  if (schema.isBooleanSchema()) return "boolean";
  if (schema.isNumericSchema()) return "number";
  if (schema.isBlobSchema()) return "blob";
  return word in enums ? `enum ${word}` : "string";
}

function memberOf(structure, key, schema) {
  const traits = schema.getMergedTraits();
  return {
    type: typeOf(schema, declared[structure]?.[key]),
    in: traits.httpLabel ? "path" : traits.httpQuery ? "query" : traits.httpHeader ? "header" : "body",
    name: traits.httpQuery ?? traits.httpHeader ?? traits.jsonName ?? key,
    token: Boolean(traits.idempotencyToken),
  };
}

const structures = {};
for (const [, value] of exported.filter(([, item]) => isStructure(item))) {
  const schema = NormalizedSchema.of(value);
  const members = [...schema.structIterator()].map(([key, member]) => [key, memberOf(value[2], key, member)]);
  structures[value[2]] = Object.fromEntries(members);
}

const operations = {};
for (const file of readdirSync(join(root, "dist-types/commands")).filter((entry) => entry.endsWith("Command.d.ts"))) {
  const operation = file.slice(0, -"Command.d.ts".length);
  const [, , , traits, input, output] = service[`${operation}$`];
  const [method, uri] = traits?.http ?? ["POST", "/"];
  const thrown = readFileSync(join(root, "dist-types/commands", file), "utf8").matchAll(/@throws \{@link (\w+)\} \((?:client|server) fault\)/g);
  operations[operation] = {
    method,
    uri,
    input: structures[input()[2]] ? input()[2] : null,
    output: structures[output()[2]] ? output()[2] : null,
    errors: [...thrown].map((match) => match[1]).sort(),
  };
}

const version = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
console.log(JSON.stringify({ source: `${name} ${version}`, operations, structures, enums }, null, 1));
