// kaibo types: the TypeScript of a policy's ids.

import { writeFileSync } from "node:fs";
import { loadPolicy } from "../index.js";
import type { PolicyWords } from "../locales/document.js";
import { type Command, textOption, UsageError } from "./command.js";
import { isRefusal, messageOf, readJsonSource, refusalOf } from "./input.js";
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

    const source = readJsonSource(file);
    if (isRefusal(source)) {
      surroundings.showRefusal(source);
      return source.exit;
    }
    try {
      loadPolicy(source.text).dispose();
    } catch (error) {
      surroundings.showRefusal(refusalOf(error, source));
      return 1;
    }
    // The core has read it, so it is a document, or an array of them.
    const versions = [source.value].flat() as readonly PolicyWords[];
    const text = typesOf(versions, name === undefined ? {} : { name });

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
