// The machine's Chromium, for pages whose console must stay empty.

import { chromium } from "@playwright/test";
import { chromiumArguments, chromiumPath } from "../../scripts/browsers.mjs";

export function openBrowser() {
  return chromium.launch({ executablePath: chromiumPath(), args: chromiumArguments });
}

/** Opens a page, and collects what it complains of: errors, warnings, and what the security policy blocks. */
export async function openPage(browser, url, options = {}) {
  const page = await browser.newPage({ locale: "zh-CN", ...options });
  const complaints = [];
  onComplaint(page, (complaint) => complaints.push(complaint));
  await page.goto(url);
  return { page, complaints };
}

/** What the page at an address passes to its global function `report`; rejected by its first complaint. */
export async function reportOf(browser, url) {
  const page = await browser.newPage({ locale: "zh-CN" });
  try {
    return await new Promise((resolve, reject) => {
      onComplaint(page, (complaint) => reject(new Error(complaint)));
      page
        .exposeFunction("report", resolve)
        .then(() => page.goto(url))
        .catch(reject);
    });
  } finally {
    await page.close();
  }
}

function onComplaint(page, hear) {
  page.on("pageerror", (error) => hear(String(error)));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) hear(message.text());
  });
}
