// The days of a procedure are saved for the user's own calendar, and what makes the file is loaded only then.

import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import ICAL from "ical.js";

import { answerAll, begin, complaintsOf, open, spotless, thereOrAnew } from "./journey.ts";

const plan = { ...spotless, 哪天开播: "2023-10-15", 播多久: "6", 独家: "是", 目标是多少: "60000" };

/** Presses the button, and reads the file's events: their title, their first day, and the day after the last. */
async function saved(page: Page, button: string): Promise<{ readonly name: string; readonly events: string[][] }> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button, exact: true }).click(),
  ]);
  const calendar = new ICAL.Component(ICAL.parse(await readFile(await download.path(), "utf8")));
  const events = calendar.getAllSubcomponents("vevent").map((component) => {
    const { summary, startDate, endDate } = new ICAL.Event(component);
    return [summary, String(startDate), String(endDate)];
  });
  return { name: download.suggestedFilename(), events };
}

test("a review and a submission go into the calendar, in the language of the page", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持", "2023-09-28");
  await answerAll(page, { ...spotless, 第一次开播: "从未" });

  const chinese = await saved(page, "加入日历");
  expect(chinese.name).toBe("kaibo-cold-start.ics");
  expect(chinese.events).toEqual([
    ["冷启动扶持：填写平台的冷启动信息收集表", "2023-09-28", "2023-09-29"],
    ["冷启动扶持：审核在这几天结束", "2023-10-08", "2023-10-12"],
  ]);
  await expect(page.getByRole("status")).toContainText("打开它就能加入日历");

  await page.getByRole("button", { name: "Switch to English" }).click();
  const english = await saved(page, "Add to calendar");
  expect(english.events.at(1)).toEqual([
    "Cold-start support: the review ends on one of these days",
    "2023-10-08",
    "2023-10-12",
  ]);
});

test.describe("far from China", () => {
  test.use({ timezoneId: "America/Los_Angeles" });

  test("the deadline and the live keep their days", async ({ page }) => {
    await open(page);
    await begin(page, "标杆案例扶持");
    await answerAll(page, plan);
    const { events } = await saved(page, "加入日历");
    expect(events).toEqual([
      ["标杆案例扶持：填好单场活动模版并提交", "2023-09-14", "2023-09-15"],
      ["标杆案例扶持：提交的最后一天", "2023-10-01", "2023-10-02"],
      ["标杆案例扶持：直播时，平台按目标完成情况发放流量券", "2023-10-15", "2023-10-16"],
    ]);
  });
});

test("what makes the file is asked for once, by the first click, and breaks no rule of the page", async ({ page }) => {
  const said = complaintsOf(page);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, { ...spotless, 第一次开播: "2023-08-20" });
  const scripts = () => asked.filter((address) => new URL(address).pathname.endsWith(".js")).length;

  const before = scripts();
  await saved(page, "加入日历");
  expect(scripts()).toBeGreaterThan(before);
  const after = asked.length;
  await saved(page, "加入日历");
  expect(asked.slice(after).filter((address) => !address.startsWith("blob:"))).toEqual([]);
  expect(said).toEqual([]);
});

test("a file that cannot be made says so, and can be tried again", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, { ...spotless, 第一次开播: "2023-08-20" });
  await page.route("**/calendar-*.js", (route) => route.abort());
  await page.getByRole("button", { name: "加入日历" }).click();
  await expect(page.getByRole("status")).toContainText("请检查网络");

  await page.unroute("**/calendar-*.js");
  const tried = thereOrAnew(page, page.waitForEvent("download"));
  await page.getByRole("button", { name: "加入日历" }).click();
  await tried;
  expect((await saved(page, "加入日历")).events.length).toBeGreaterThan(0);
  await expect(page.getByRole("status")).not.toContainText("请检查网络");
});

test("where nothing has a day there is nothing to save", async ({ page }) => {
  await open(page);
  await begin(page, "成长扶持");
  await answerAll(page, {}, "不确定");
  await expect(page.getByRole("heading", { name: "怎么拿到" })).toBeVisible();
  await expect(page.getByRole("button", { name: "加入日历" })).toHaveCount(0);
});
