// What a package of the AWS SDK says of its service only in its declarations: which text is an enum, which member is required, what an operation throws.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);

const isEnum = (value) => value?.constructor === Object && Object.values(value).every((text) => typeof text === "string");

function structuresIn(folder) {
  const words = {}, required = {};
  for (const file of readdirSync(folder).filter((entry) => /^(models_\d+|errors)\.d\.ts$/.test(entry))) {
    let current;
    for (const line of readFileSync(join(folder, file), "utf8").split("\n")) {
      const start = /^export (?:interface|declare class) (\w+)/.exec(line);
      if (start) {
        current = start[1];
        [words[current], required[current]] = [{}, []];
      }
      const member = /^    (?:readonly )?(\w+)(\??): (.+?)(?: \| undefined)?;$/.exec(line);
      if (current && member) {
        words[current][member[1]] = /(\w+)(?:\[\])?>?$/.exec(member[3])?.[1];
        if (!member[2]) required[current].push(member[1]);
      }
    }
  }
  return { words, required };
}

function thrownIn(folder) {
  const files = readdirSync(folder).filter((entry) => entry.endsWith("Command.d.ts"));
  return Object.fromEntries(files.map((file) => {
    const named = readFileSync(join(folder, file), "utf8").matchAll(/@throws \{@link (\w+)\} \((?:client|server) fault\)/g);
    return [file.slice(0, -"Command.d.ts".length), [...named].map((match) => match[1]).sort()];
  }));
}

// The package of a service, and what its declarations tell.
export function declarationsOf(service) {
  const name = `@aws-sdk/client-${service}`;
  const root = join(import.meta.dirname, "node_modules", name);
  const exported = require(name);
  const enums = Object.fromEntries(Object.entries(exported).filter(([, value]) => isEnum(value)).map(([key, value]) => [key, Object.values(value)]));
  const version = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
  return {
    source: `${name} ${version}`, exported, enums,
    ...structuresIn(join(root, "dist-types/models")), thrown: thrownIn(join(root, "dist-types/commands")),
  };
}
