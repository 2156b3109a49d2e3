// The page's core journeys in Firefox and in WebKit, from what is built to what a streamer reads.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { serve } from "../consumers/serve.mjs";
import { assessedOn, pasted, spotless } from "../e2e/given.mjs";
import { engines } from "./engine.mjs";
import { until } from "./find.mjs";
import { Streamer } from "./streamer.mjs";

const page = fileURLToPath(new URL("../../www/dist", import.meta.url));

for (const [name, open] of Object.entries(engines)) {
  describe(name, { concurrency: false }, () => {
    let browser;
    before(async () => {
      browser = await open();
    });
    after(() => browser?.close());

    /** A journey of a streamer at a host of its own: what is kept for one is not there for another. */
    const journey = (claim, walk) =>
      it(claim, async () => {
        const host = await serve(page, { csp: false });
        try {
          const streamer = new Streamer(browser.driver);
          await streamer.open(host.url);
          await walk(streamer, { ...host, driver: browser.driver });
          assert.deepEqual(await streamer.complaints(), []);
        } finally {
          await host.close();
        }
      });

    journey("a newcomer may submit for cold start", async (streamer) => {
      await streamer.begin("冷启动扶持", assessedOn);
      await streamer.answerAll({ ...spotless, 第一次开播: "2023-08-20" });
      assert.equal(await streamer.outcome(), "eligible");
    });

    journey("who is not sure is told what to find out, and changes the answer afterwards", async (streamer) => {
      await streamer.begin("冷启动扶持", assessedOn);
      await streamer.answerAll({ ...spotless, 品牌标资质: "不确定", 第一次开播: "2023-08-20" });
      assert.equal(await streamer.outcome(), "undetermined");
      await streamer.unfold(/^你的回答/);
      await streamer.press(/^修改：品牌标/);
      await streamer.heading(/品牌标资质/);
      await streamer.answer("否");
      assert.equal(await streamer.outcome(), "eligible");
    });

    journey("the language changes in the middle, and a reload keeps it and what was answered", async (streamer) => {
      await streamer.begin("冷启动扶持", assessedOn);
      await streamer.answer("是");
      await streamer.heading(/品牌标资质/);
      await streamer.press("Switch to English");
      await streamer.heading(/brand-badge/);
      await streamer.reload();
      await streamer.heading(/brand-badge/);
      await streamer.press("切换到中文");
      await streamer.heading(/品牌标资质/);
    });

    journey("five pasted rows become figures, and the row that cannot be read is named", async (streamer) => {
      await streamer.begin("成长扶持", assessedOn);
      await streamer.answerAll(spotless, "不确定");
      await streamer.unfold(/^任务做到哪里了/);
      await streamer.press(/记录开播/);
      await streamer.fill("把表格里的行复制后贴在这里", pasted);
      await streamer.press("预览");
      await streamer.reads("[data-row='4']", /第 4 行：开播时间读不懂/);
      await streamer.press("加入这 4 场");
      await streamer.choose(/^从首播起/);
      await streamer.fill(/^记全到哪一天/, assessedOn);
      await streamer.press("保存");
      await streamer.reads("[role=status]", /已保存。/);
      await streamer.press("记录好了，看结果");
      await streamer.reads("[data-metric=monthGmv]", /已做到 ¥17,000/);
    });

    journey("broadcasts are kept, drawn and counted on their own screen", async (streamer) => {
      await streamer.follow("进度");
      await streamer.heading(/^进度$/);
      await streamer.press("从表格粘贴");
      await streamer.fill("把表格里的行复制后贴在这里", pasted);
      await streamer.press("预览");
      await streamer.press("加入这 4 场");
      await streamer.reads("[role=status]", /已加入 4 场/);
      await streamer.press("返回进度");
      await streamer.reads("canvas", /^$/);
      await streamer.reload();
      await streamer.heading(/^进度$/);
      await streamer.reads("[data-figure=broadcasts]", /4 场/);
    });

    journey("a planned live has a day to submit by, which stays over a reload", async (streamer) => {
      const day = (days) => new Date(Date.now() + days * 86_400_000);
      const spoken = (moment) =>
        new Intl.DateTimeFormat("zh-CN", { dateStyle: "long", timeZone: "Asia/Shanghai" }).format(moment);
      const typed = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(day(40));
      await streamer.follow("标杆计划");
      await streamer.fill("标杆直播的开播日期", typed);
      await streamer.reads("[data-deadline] .by", new RegExp(`最晚${spoken(day(40 - 14))}提交`));
      await streamer.reload();
      await streamer.reads("[data-deadline] .by", new RegExp(`最晚${spoken(day(40 - 14))}提交`));
    });

    journey("after one visit the page needs no network", async (streamer, { driver, url, close }) => {
      await until(driver, "copy of the page", () =>
        driver.executeScript(() => navigator.serviceWorker.controller?.state === "activated"),
      );
      await close();
      await streamer.open(`${url}#policy`);
      await streamer.open(url);
      await streamer.begin("冷启动扶持", assessedOn);
      await streamer.answerAll({}, "不确定");
      assert.equal(await streamer.outcome(), "undetermined");
    });
  });
}
