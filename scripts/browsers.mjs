// Finds the browsers of this machine: none is downloaded, the system's own are used.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { isExecutable, which } from "./shell.mjs";

const chromium = {
  title: "Chromium",
  variable: "KAIBO_CHROMIUM",
  debian: "chromium",
  names: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"],
  places: [
    "/snap/bin/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ],
};

const firefox = {
  title: "Firefox",
  variable: "KAIBO_FIREFOX",
  debian: "firefox-esr",
  names: ["firefox", "firefox-esr"],
  places: ["/snap/bin/firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"],
};

const webKit = {
  title: "WebKitGTK with its driver and MiniBrowser",
  variable: "KAIBO_WEBKIT",
  debian: "webkit2gtk-driver xvfb",
  names: [],
  // Looked for anew each time: it may have been installed by this very program.
  get places() {
    return miniBrowsers();
  },
};

/** What Chromium needs to run in a container, as root and without a network. */
export const chromiumArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

/** The path of Chromium, or null. The environment variable KAIBO_CHROMIUM goes first. */
export function findChromium() {
  return find(chromium);
}

/** The path of Firefox, or null. The environment variable KAIBO_FIREFOX goes first. */
export function findFirefox() {
  return find(firefox);
}

/** The path of WebKitGTK's MiniBrowser, or null. The environment variable KAIBO_WEBKIT goes first. */
export function findWebKit() {
  return find(webKit);
}

/** The path of Chromium; throws an error that says what to do if there is none. */
export function chromiumPath() {
  return findChromium() ?? missing(chromium);
}

/** The path of Firefox; throws an error that says what to do if there is none. */
export function firefoxPath() {
  return findFirefox() ?? missing(firefox);
}

/** The path of WebKitGTK's MiniBrowser; throws an error that says what to do if there is none. */
export function webKitPath() {
  return findWebKit() ?? missing(webKit);
}

/** Where the library's package puts it: beside the library, in a folder that is called by the library's version. */
function miniBrowsers() {
  const folders = (folder, pattern) =>
    (existsSync(folder) ? readdirSync(folder) : [])
      .filter((name) => pattern.test(name))
      .map((name) => join(folder, name));
  return ["/usr/libexec", "/usr/lib", "/usr/lib64", ...folders("/usr/lib", /-linux-gnu$/)]
    .flatMap((folder) => folders(folder, /^webkit2?gtk-[\d.]+$/))
    .map((folder) => join(folder, "MiniBrowser"));
}

function find({ variable, names, places }) {
  const told = process.env[variable];
  if (told) {
    if (isExecutable(told)) return told;
    throw new Error(`${variable} is ${told}, which is not a program.`);
  }
  return names.map(which).find(Boolean) ?? places.find(isExecutable) ?? null;
}

function missing({ title, variable, debian }) {
  throw new Error(
    `${title} is not installed: install it (on Debian: apt-get install ${debian}), or put its path into ${variable}.`,
  );
}
