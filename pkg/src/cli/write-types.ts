// kaibo types: the TypeScript of a policy's ids.

import { writeFileSync } from "node:fs";
import { type Command, textOption, UsageError } from "./command.js";
import { isRefusal, messageOf, readPolicy } from "./input.js";
import { typesOf } from "./types.js";

export const types: Command = {
  options: { out: { type: "string" }, name: { type: "string" } },
  run(surroundings, options, files) {
    const { says, out, err } = surroundings;
    const [file] = files;
    if (file === undefined || files.length > 1) throw new UsageError(says.usage.oneFile);
    const name = textOption(options, "name");
    if (name !== undefined && !/^[A-Za-z_$][\w$]*$/.test(name))
      throw new UsageError(surroundings.say(says.usage.notAName, { name }));

    const read = readPolicy(file);
    if (isRefusal(read)) {
      surroundings.showRefusal(read);
      return read.exit;
    }
    const text = typesOf(read.versions, name === undefined ? {} : { name });

    const target = textOption(options, "out");
    if (target === undefined) {
      out.text(text);
      return 0;
    }
    try {
      writeFileSync(target, text);
    } catch (error) {
      err.line({ text: "✗ ", as: "red" }, messageOf(error));
      return 2;
    }
    err.line(surroundings.say(says.written, { file: target }));
    return 0;
  },
};
