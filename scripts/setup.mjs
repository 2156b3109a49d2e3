// Installs what a command needs and this machine lacks, and says so; what is there is left alone.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findChromium, findFirefox, findWebKit } from "./browsers.mjs";
import { attempt, fail, outputOf, root, run, say, which } from "./shell.mjs";

const wasmPack = "0.15.1";
const geckodriver = "0.37.1";
const cargoDeny = "0.20.2";
const cargoAbout = "0.9.3";
const cargoFuzz = "0.13.2";
const cargoMutants = "27.1.0";
const semverChecks = "0.51.0";
const wasmTarget = "wasm32-unknown-unknown";

/** What Debian's packages bring: how to know it is there, and the packages that bring it. */
const systemNeeds = {
  "c++": { present: () => which("c++"), packages: ["g++"] },
  python: { present: () => which("python3"), packages: ["python3"] },
  chromium: {
    present: () => findChromium() && which("chromedriver"),
    packages: ["chromium", "chromium-driver"],
  },
  firefox: { present: findFirefox, packages: ["firefox-esr"] },
  webkit: {
    present: () => findWebKit() && which("WebKitWebDriver") && which("Xvfb"),
    packages: ["webkit2gtk-driver", "xvfb"],
  },
  fonts: {
    present: () =>
      outputOf("fc-list", ":lang=zh").trim() || existsSync("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    packages: ["fonts-noto-cjk"],
  },
};

/** What other package managers bring: how to know it is there, and how to install it. */
const toolNeeds = {
  npm: {
    present: packagesAreInstalled,
    says: "installing npm packages",
    install: () => run("npm", "ci"),
  },
  rust: {
    present: () => outputOf("rustup", "target", "list", "--installed").includes(wasmTarget),
    says: `installing the Rust toolchain and its target ${wasmTarget}`,
    install: installRust,
  },
  "wasm-pack": {
    present: () => which("wasm-pack"),
    says: `installing wasm-pack ${wasmPack} (some minutes)`,
    install: () => run("cargo", "install", "wasm-pack", "--version", wasmPack, "--locked"),
  },
  geckodriver: {
    present: () => which("geckodriver"),
    says: `installing geckodriver ${geckodriver} (some minutes)`,
    install: () => run("cargo", "install", "geckodriver", "--version", geckodriver, "--locked"),
  },
  "cargo-deny": fromCrates("cargo-deny", cargoDeny),
  "cargo-about": fromCrates("cargo-about", cargoAbout, "--features", "cli"),
  "cargo-fuzz": fromCrates("cargo-fuzz", cargoFuzz),
  "cargo-mutants": fromCrates("cargo-mutants", cargoMutants),
  "cargo-semver-checks": fromCrates("cargo-semver-checks", semverChecks),
};

/** A command of cargo's, of this version and no other. */
function fromCrates(name, version, ...options) {
  return {
    present: () => outputOf(name, name.replace("cargo-", ""), "--version").trim().endsWith(version),
    says: `installing ${name} ${version} (some minutes)`,
    install: () => run("cargo", "install", name, "--version", version, "--locked", ...options),
  };
}

/** Sets up the needs of that name; returns those that could not be met, for which a person must run a command. */
export function setUp(names) {
  for (const [name, { present, says, install }] of Object.entries(toolNeeds)) {
    if (!names.has(name) || present()) continue;
    say(says);
    install();
  }
  // No command after this one changes what the lock file names.
  if (names.has("rust")) run("cargo", "fetch", "--locked", "--quiet");
  return setUpSystem(Object.keys(systemNeeds).filter((name) => names.has(name) && !systemNeeds[name].present()));
}

/** Sets up what the build needs. */
export function setUpBuild() {
  setUp(new Set(["npm", "rust", "wasm-pack"]));
}

/** Debian's packages are installed as root or with CI=true; elsewhere the command is named, and nothing is changed. */
function setUpSystem(absent) {
  const packages = absent.flatMap((name) => systemNeeds[name].packages);
  if (packages.length === 0) return [];
  const isRoot = process.getuid?.() === 0;
  const sudo = isRoot ? [] : ["sudo", "-n"];
  if (!which("apt-get") || !(isRoot || process.env.CI === "true")) {
    say(`these tests need more: run  sudo apt-get install ${packages.join(" ")}`);
    return absent;
  }
  say(`installing ${packages.join(", ")}`);
  process.env.DEBIAN_FRONTEND = "noninteractive";
  const aptGet = (...args) => {
    const [command, ...rest] = [...sudo, "apt-get", ...args];
    return attempt(command, ...rest);
  };
  aptGet("update", "-qq");
  aptGet("install", "-qq", "--yes", "--no-install-recommends", ...packages);
  return absent.filter((name) => !systemNeeds[name].present());
}

function installRust() {
  if (!which("rustup")) fail("Rust is not installed: install rustup first (its site says how), then run this again.");
  // The toolchain that rust-toolchain.toml names, with the components and the target it lists.
  if (!attempt("rustup", "toolchain", "install")) fail("rustup could not install what rust-toolchain.toml names.");
  if (!toolNeeds.rust.present()) run("rustup", "target", "add", wasmTarget);
}

/** Whether node_modules holds what package-lock.json lists; npm keeps its own list of what it installed. */
function packagesAreInstalled() {
  const installed = packagesIn("node_modules/.package-lock.json");
  const listed = packagesIn("package-lock.json");
  if (!installed) return false;
  const required = Object.entries(listed).filter(
    ([path, { link, optional }]) => path.includes("node_modules/") && !link && !optional,
  );
  return (
    required.every(([path, { version }]) => installed[path]?.version === version) &&
    Object.entries(installed).every(([path, { version }]) => listed[path]?.version === version)
  );
}

function packagesIn(file) {
  const path = join(root, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).packages : null;
}
