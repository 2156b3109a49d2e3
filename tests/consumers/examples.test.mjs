// The examples, as their readers build and use them: each with the packed tarball, under a strict security policy.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { openBrowser, openPage } from "./browser.mjs";
import { buildNpm, miniProgram } from "./mini-program.mjs";
import { serve } from "./serve.mjs";
import { consumers, installed, project, root } from "./workspace.mjs";

const examples = join(root, "examples");
/** What a copy of an example leaves behind. */
const made = ["dist", "node_modules", "miniprogram_npm", "package-lock.json"];
/** The narrowest phone. */
const phone = { viewport: { width: 360, height: 740 } };
const DAY = 86_400_000;

let browser;
before(async () => {
  consumers();
  browser = await openBrowser();
});
after(() => browser?.close());

/** A copy of an example; what it depends on is found as if it were installed. */
function copyOf(name) {
  const at = project(join("examples", name), {});
  cpSync(join(examples, name), at, { recursive: true, filter: (path) => !made.includes(basename(path)) });
  return at;
}

/** A copy of an example, built by its own script. */
function built(name) {
  const at = copyOf(name);
  execFileSync("npm", ["run", "--silent", "build"], { cwd: at, stdio: ["ignore", "ignore", "inherit"] });
  return at;
}

/** Opens the page in a folder, uses it, and asks that nothing was complained of. */
async function using(folder, use) {
  const { url, close } = await serve(folder);
  try {
    const { page, complaints } = await openPage(browser, url, phone);
    page.setDefaultTimeout(10_000);
    await use(page);
    assert.deepEqual(complaints, []);
    await page.close();
  } finally {
    await close();
  }
}

/** Nothing is wider than the screen, and axe finds nothing. */
async function assertAccessible(page) {
  const widest = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(widest <= phone.viewport.width, `${widest} px wide`);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  assert.deepEqual(
    violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
    [],
  );
}

/** The day that many days from now, away from midnight's other side. */
const dayFromNow = (days) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

/** The buttons of a page by their whole name. */
const button = (page, name) => page.getByRole("button", { name, exact: true });

test("their tools have the versions the repository tests them with", () => {
  const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const { version } = JSON.parse(readFileSync(join(root, "pkg/package.json"), "utf8"));
  const folders = readdirSync(examples, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  assert.equal(folders.length, 6);
  for (const { name } of folders) {
    const manifest = JSON.parse(readFileSync(join(examples, name, "package.json"), "utf8"));
    const { kaibo, ...others } = { ...manifest.dependencies, ...manifest.devDependencies };
    assert.equal(manifest.private, true, name);
    assert.equal(kaibo, `^${version}`, name);
    for (const [tool, pinned] of Object.entries(others))
      assert.equal(pinned, devDependencies[tool], `${name}: ${tool}`);
    assert.ok(readFileSync(join(examples, name, "README.md"), "utf8").split("\n").length <= 26, name);
  }
});

for (const name of ["vite-vue", "vite-react"]) {
  describe(name, () => {
    let at;
    before(() => {
      at = built(name);
    });

    test("answers lead to the verdict, in both languages", () =>
      using(join(at, "dist"), async (page) => {
        const heading = page.getByRole("heading", { level: 2 });
        await heading.waitFor();
        await assertAccessible(page);
        await button(page, "是").click();
        const second = await heading.textContent();
        assert.ok(await heading.evaluate((element) => element === document.activeElement));
        await button(page, "否").click();
        await button(page, "上一步").click();
        assert.equal(await heading.textContent(), second);
        await button(page, "否").click();
        for (let date = 0; !(await heading.textContent()).startsWith("冷启动扶持："); ) {
          if (await page.locator("input[type=date]").isVisible()) {
            if (date === 0) await refusesTheFuture(page);
            await page.getByLabel("日期").fill(dayFromNow(-20 + date++));
            await button(page, "确定").click();
          } else await page.getByRole("button", { name: /^(否|没有)$/ }).click();
        }
        assert.equal(await heading.textContent(), "冷启动扶持：符合条件");
        assert.ok((await page.locator('li[data-result="met"]').count()) >= 5);
        await assertAccessible(page);
        await page.getByRole("button", { name: "Switch to English" }).click();
        await page.getByRole("heading", { name: "Cold-start support: Eligible" }).waitFor();
        assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
      }));

    test("what is not known is named at the end, and can be answered from there", () =>
      using(join(at, "dist"), async (page) => {
        await page.getByLabel("想申请哪一种？").selectOption("benchmark");
        const heading = page.getByRole("heading", { level: 2 });
        while ((await heading.textContent()) !== "标杆案例扶持：还不能确定") await button(page, "不确定").click();
        await button(page, "标杆直播的时长").click();
        await page.getByLabel("分钟").fill("八");
        await button(page, "确定").click();
        await page.getByRole("alert").filter({ hasText: "请填写一个普通的数字。" }).waitFor();
        await page.getByLabel("分钟").fill("120");
        await button(page, "确定").click();
        await page.getByRole("heading", { name: "标杆案例扶持：不符合条件" }).waitFor();
      }));
  });
}

/** A day still to come is refused with words, and changes nothing. */
async function refusesTheFuture(page) {
  await page.getByLabel("日期").fill(dayFromNow(3));
  await button(page, "确定").click();
  await page.getByRole("alert").filter({ hasText: "这一天还没有到" }).waitFor();
}

describe("plain-html", () => {
  let at;
  before(() => {
    at = copyOf("plain-html");
    cpSync(installed(), join(at, "node_modules/kaibo"), { recursive: true });
  });

  test("a line made by hand, and the checker", () =>
    using(at, async (page) => {
      const line = "示例（2023年8月5日首播，按8月20日判断）：冷启动扶持：还不能确定。";
      await page.getByText(line, { exact: true }).waitFor();
      await usesTheChecker(page);
    }));
});

describe("webpack", () => {
  test("the checker, and the core as an asset", async () => {
    const at = built("webpack");
    assert.equal(readdirSync(join(at, "dist")).filter((file) => file.endsWith(".wasm")).length, 1);
    await using(at, async (page) => {
      await usesTheChecker(page);
      await button(page, "Switch to English").click();
      await page.getByRole("heading", { name: "Not certain yet" }).waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
    });
  });
});

/** From the start to the verdict, with the parts that load when they are asked for. */
async function usesTheChecker(page) {
  await button(page, "开始").click();
  await button(page, "是").click();
  for (const answer of ["否", "否"]) await button(page, answer).click();
  await page.getByRole("button", { name: "记录开播" }).click();
  await page.getByLabel("把表格里的行复制后贴在这里").fill(`${dayFromNow(-9)} 20:00\t120\t1500`);
  await button(page, "预览").click();
  await button(page, "加入这 1 场").click();
  await button(page, "上一步").click();
  const verdict = page.getByRole("heading", { name: "还不能确定" });
  for (let asked = 0; asked < 10 && !(await verdict.isVisible()); asked++) await button(page, "不确定").click();
  await verdict.waitFor();
  await assertAccessible(page);
}

test("node: outcomes in words, and what is wrong with a malformed account", () => {
  const at = copyOf("node");
  const said = execFileSync(process.execPath, ["check.js", "accounts.json"], { cwd: at, encoding: "utf8" });
  for (const words of [
    "冷启动扶持：符合条件\n  2023年10月2日起：不符合条件",
    "冷启动扶持：还不能确定\n  还差：拿过冷启动扶持、",
    "30 天内首播，或近 60 天没有开播：不满足",
    "请核对日期 /facts/firstBroadcastOn：这一天还没有到",
    '没有这个字段 /facts/hasBrandBadges：Did you mean "hasBrandBadge"?',
  ])
    assert.ok(said.includes(words), `${words}\nis not in\n${said}`);
});

describe("wechat-mini-program", () => {
  /** The page, its code package made as the developer tools make it, loaded and started. */
  async function start() {
    const at = join(copyOf("wechat-mini-program"), "miniprogram");
    const { pages } = JSON.parse(readFileSync(join(at, "app.json"), "utf8"));
    buildNpm(at, installed());
    let page;
    const started = new Promise((resolve) => {
      const define = (options) => {
        page = Object.assign(options, { setData: (changes) => resolve(setData(options, changes)) });
      };
      const globals = { App: () => {}, Component: () => {}, getApp: () => ({}), wx: {}, Page: define };
      const { require } = miniProgram(at, globals);
      require("./app.js");
      require(`./${pages[0]}.js`);
    });
    page.onLoad();
    await started;
    return { page, wxml: readFileSync(join(at, `${pages[0]}.wxml`), "utf8") };
  }

  /** What the page passes on goes as JSON, in which nothing is undefined. */
  function setData(page, changes) {
    const text = JSON.stringify(changes, (key, value) => {
      assert.notEqual(value, undefined, `${key} is undefined`);
      return value;
    });
    Object.assign(page.data, JSON.parse(text));
  }

  const tap = (dataset = {}) => ({ currentTarget: { dataset }, detail: {} });
  const input = (value) => ({ currentTarget: { dataset: {} }, detail: { value } });

  test("answers lead to the verdict", async () => {
    const { page } = await start();
    assert.equal(page.data.screen, "start");
    page.begin(tap({ id: "cold-start" }));
    page.choose(tap({ index: 0 }));
    const second = page.data.question.title;
    page.choose(tap({ index: 1 }));
    page.back();
    assert.equal(page.data.question.title, second);
    for (let days = -20, refused = false; page.data.screen === "question"; ) {
      if (page.data.question.input !== "day") page.choose(tap({ index: 1 }));
      else if (refused) page.pick(input(dayFromNow(days++)));
      else {
        page.pick(input(dayFromNow(3)));
        assert.equal(page.data.error, "这一天还没有到，请选择更早的日期。");
        refused = true;
      }
    }
    assert.equal(page.data.verdict.title, "冷启动扶持：符合条件");
    assert.equal(page.data.error, "");
  });

  test("what is not known is named at the end, and can be answered from there", async () => {
    const { page } = await start();
    page.begin(tap({ id: "benchmark" }));
    while (page.data.screen === "question") page.skip();
    assert.equal(page.data.verdict.title, "标杆案例扶持：还不能确定");
    page.edit(tap({ id: page.data.verdict.missing.find(({ title }) => title === "标杆直播的时长").id }));
    page.confirm();
    assert.equal(page.data.error, "请填写数字。");
    page.type(input("120"));
    page.confirm();
    assert.equal(page.data.verdict.title, "标杆案例扶持：不符合条件");
  });

  test("the markup names handlers and data that there are", async () => {
    const { page, wxml } = await start();
    const handlers = [...wxml.matchAll(/bind\w+="(\w+)"/g)].map(([, name]) => name);
    for (const name of handlers) assert.equal(typeof page[name], "function", name);
    const data = [...wxml.matchAll(/\{\{(\w+)/g)].map(([, name]) => name);
    for (const name of data) assert.ok(["item", "index"].includes(name) || name in page.data, name);
    assert.ok(handlers.length > 8 && data.length > 10);
  });
});
