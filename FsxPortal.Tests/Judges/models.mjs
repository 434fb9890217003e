// Writes what one of the AWS SDK's packages knows of its service, in the plain form of AwsModel.cs.
import { createRequire } from "node:module";
import { declarationsOf } from "./declarations.mjs";

const { NormalizedSchema } = createRequire(import.meta.url)("@smithy/core/schema");
const { source, exported, enums, words, thrown } = declarationsOf(process.argv[2]);
const isStructure = (value) => Array.isArray(value) && (value[0] === 3 || value[0] === -3);

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
    type: typeOf(schema, words[structure]?.[key]),
    in: traits.httpLabel ? "path" : traits.httpQuery ? "query" : traits.httpHeader ? "header" : "body",
    name: traits.httpQuery ?? traits.httpHeader ?? traits.jsonName ?? key,
    token: Boolean(traits.idempotencyToken),
  };
}

const structures = {};
for (const value of Object.values(exported).filter(isStructure)) {
  const schema = NormalizedSchema.of(value);
  const members = [...schema.structIterator()].map(([key, member]) => [key, memberOf(value[2], key, member)]);
  structures[value[2]] = Object.fromEntries(members);
}

const operations = {};
for (const [operation, errors] of Object.entries(thrown)) {
  const [, , , traits, input, output] = exported[`${operation}$`];
  const [method, uri] = traits?.http ?? ["POST", "/"];
  operations[operation] = { method, uri, input: structures[input()[2]] ? input()[2] : null, output: structures[output()[2]] ? output()[2] : null, errors };
}

console.log(JSON.stringify({ source, operations, structures, enums }, null, 1));
