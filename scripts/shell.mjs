// Running commands from the repository's root, with Node's own modules alone: nothing need be installed yet.

import { spawn, spawnSync } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root, without a slash at its end. */
export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[/\\]$/, "");

// What cargo and npm install is found, whether or not the shell's profile says so.
process.env.PATH = [join(root, "node_modules/.bin"), process.env.PATH, join(homedir(), ".cargo/bin")].join(delimiter);

/** What a line begins with that says what could not be checked; `npm test` says it again at its end. */
export const NOT_REACHED = "NOT REACHED";

/** Tells the person at the terminal what happens. */
export function say(line) {
  console.log(`\n── ${line}`);
}

/** Runs a command with its output shown; true if it succeeded. It gets no input, so it cannot ask. */
export function attempt(command, ...args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  if (error) console.error(`${command}: ${error.message}`);
  return status === 0;
}

/**
 * As `attempt`, and of what the command printed is kept: whether it succeeded, up to `lines` lines of the end, and all that
 * say what was not reached.
 */
export function attemptKeeping(lines, command, ...args) {
  return new Promise((resolve) => {
    let last = "";
    const unreached = [];
    const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of ["stdout", "stderr"]) {
      child[stream].setEncoding("utf8").on("data", (text) => {
        process[stream].write(text);
        unreached.push(...text.split("\n").filter((line) => line.startsWith(NOT_REACHED)));
        last = (last + text)
          .split("\n")
          .slice(-lines - 1)
          .join("\n");
      });
    }
    child.on("error", ({ message }) => console.error(`${command}: ${message}`));
    child.on("close", (status) => resolve({ passed: status === 0, last: last.trimEnd(), unreached }));
  });
}

/** Runs a command with its output shown, and ends this program if it fails. */
export function run(command, ...args) {
  if (!attempt(command, ...args)) fail(`failed: ${[command, ...args].join(" ")}`);
}

/** A command's output; an empty string if it fails or does not exist. */
export function outputOf(command, ...args) {
  const { status, stdout } = spawnSync(command, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
  return status === 0 ? stdout : "";
}

/** The path of a command, or null if there is none. */
export function which(name) {
  for (const folder of process.env.PATH.split(delimiter)) {
    const path = join(folder, name);
    if (isExecutable(path)) return path;
  }
  return null;
}

/** Whether a path leads to a file that can be run. */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Ends this program with a message. */
export function fail(message) {
  console.error(message);
  process.exit(1);
}
