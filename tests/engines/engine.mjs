// Starts Firefox and WebKitGTK, each by the driver of its own makers; none is downloaded.

import { spawn } from "node:child_process";
import { Builder } from "selenium-webdriver";
import firefox from "selenium-webdriver/firefox.js";
import { findFreePort } from "selenium-webdriver/net/portprober.js";
import { DriverService } from "selenium-webdriver/remote/index.js";
import { firefoxPath, webKitPath } from "../../scripts/browsers.mjs";
import { which } from "../../scripts/shell.mjs";

/** The engines, by their names: what starts each, and resolves to its `driver` and what `close`s it. */
export const engines = { Firefox: openFirefox, WebKit: openWebKit };

async function openFirefox() {
  const options = new firefox.Options()
    .setBinary(firefoxPath())
    .addArguments("-headless")
    .setPreference("intl.accept_languages", "zh-CN");
  const driver = await new Builder()
    .forBrowser("firefox")
    .setFirefoxOptions(options)
    .setFirefoxService(new firefox.ServiceBuilder(program("geckodriver")))
    .build();
  return { driver, close: () => driver.quit() };
}

async function openWebKit() {
  const binary = webKitPath();
  const screen = await openScreen();
  const port = await findFreePort();
  const service = new DriverService.Builder(program("WebKitWebDriver"))
    .setLoopback(true)
    .setPort(port)
    .addArguments(`--port=${port}`)
    .setEnvironment({ ...process.env, DISPLAY: screen.display })
    .build();
  const closeAll = async () => {
    await service.kill();
    screen.close();
  };
  try {
    const driver = await new Builder()
      .usingServer(await service.start())
      .withCapabilities({
        browserName: "MiniBrowser",
        "webkitgtk:browserOptions": { binary, args: ["--automation"] },
      })
      .build();
    return { driver, close: () => driver.quit().finally(closeAll) };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** A screen that nobody looks at: WebKitGTK has no other way to do without one. */
async function openScreen() {
  const display = 3;
  const server = spawn(
    program("Xvfb"),
    ["-displayfd", `${display}`, "-screen", "0", "1280x1024x24", "-nolisten", "tcp"],
    {
      stdio: ["ignore", "ignore", "ignore", "pipe"],
    },
  );
  const number = await new Promise((resolve, reject) => {
    server.stdio[display].once("data", (line) => resolve(String(line).trim()));
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`Xvfb ended with ${code}`)));
  });
  return { display: `:${number}`, close: () => server.kill() };
}

function program(name) {
  const path = which(name);
  if (!path) throw new Error(`${name} is not installed: npm test -- --lane engines sets it up, or says how.`);
  return path;
}
