// The calendar file, read by another library: its days are those of the schedule, and its words come through whole.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import ICAL from "ical.js";
import { loadPolicy } from "kaibo";
import { toCalendar } from "kaibo/calendar";
import { loadLocale } from "kaibo/locales";

const policy = loadPolicy();
const { document } = policy;
const locales = ["zh-CN", "en"];
await Promise.all(locales.map(loadLocale));
const stamp = new Date("2023-09-14T04:00:00Z");

/** What the policy's notes work out, and plans around it, for every programme. */
const plans = [
  { submitOn: "2023-09-14" },
  { submitOn: "2023-09-28" },
  { submitOn: "2098-01-07" },
  { startOn: "2023-10-15" },
  { submitOn: "2023-10-01", startOn: "2023-10-15" },
  { submitOn: "2023-10-02", startOn: "2023-10-15" },
  { submitOn: "2024-02-28", startOn: "2024-03-14" },
  { startOn: "9999-12-31" },
  {},
];
const cases = document.programmes.flatMap(({ id }) => plans.map((planned) => ({ id, planned })));

/** The file of a plan. */
function fileOf(programme, planned, options = {}) {
  return toCalendar(policy.schedule(programme, planned), { document, programme, stamp, locale: "zh-CN", ...options });
}

/** The events of a file as the other library reads them, their last day inclusive. */
function read(file) {
  const calendar = new ICAL.Component(ICAL.parse(file));
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const { uid, summary, description, startDate, endDate } = new ICAL.Event(component);
    assert(startDate.isDate && endDate.isDate, "days have no time");
    const to = endDate.clone();
    to.addDuration(ICAL.Duration.fromSeconds(-86_400));
    return { uid, summary, description, from: startDate.toString(), to: to.toString() };
  });
}

/** All days of a schedule, each span once: `from/to`. */
function spansOf({ submitBy, review, steps }) {
  const spans = [{ from: submitBy, to: submitBy }, { ...review }, ...steps].filter(({ from, to }) => from || to);
  return new Set(spans.map(({ from, to }) => `${from ?? to}/${to ?? from}`));
}

const spans = (events) => new Set(events.map(({ from, to }) => `${from}/${to}`));

function inZone(zone, body) {
  const before = process.env.TZ;
  process.env.TZ = zone;
  try {
    body();
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
}

for (const zone of ["UTC", "America/Los_Angeles", "Asia/Shanghai", "Pacific/Kiritimati"]) {
  for (const locale of locales) {
    test(`in ${zone}, in ${locale}, the days are those of the schedule`, () =>
      inZone(zone, () => {
        for (const { id, planned } of cases) {
          const schedule = policy.schedule(id, planned);
          const events = read(fileOf(id, planned, { locale }));
          assert.deepEqual(spans(events), spansOf(schedule), `${id} ${JSON.stringify(planned)}`);
        }
      }));
  }
}

test("the zones of these tests differ", () => {
  inZone("America/Los_Angeles", () => assert.equal(new Date(0).getTimezoneOffset(), 480));
  inZone("Asia/Shanghai", () => assert.equal(new Date(0).getTimezoneOffset(), -480));
});

for (const [programme, planned, part, from, to] of [
  ["cold-start", { submitOn: "2023-09-14" }, "review", "2023-09-18", "2023-09-21"],
  ["cold-start", { submitOn: "2023-09-28" }, "review", "2023-10-08", "2023-10-11"],
  ["benchmark", { startOn: "2023-10-15" }, "deadline", "2023-10-01", "2023-10-01"],
]) {
  test(`the ${part} of ${JSON.stringify(planned)} is from ${from} to ${to}`, () => {
    const [event] = read(fileOf(programme, planned)).filter(({ uid }) => uid.includes(`/${part}/`));
    assert.deepEqual([event.from, event.to], [from, to]);
  });
}

test("nothing is told twice: a submission on the last day, and the step that follows the review", () => {
  const submitted = read(fileOf("benchmark", { submitOn: "2023-10-01", startOn: "2023-10-15" }));
  assert.deepEqual(
    submitted.map(({ from }) => from),
    ["2023-10-01", "2023-10-15"],
  );
  const reviewed = read(fileOf("cold-start", { submitOn: "2023-09-14" }));
  assert.equal(reviewed.length, 2);
  assert.match(reviewed[1].description, /审核结束后：平台和你谈方案，发放资源。/);
});

test("steps without days are left out, and so is a programme without any", () => {
  assert.deepEqual(read(fileOf("growth", { submitOn: "2023-09-14" })), []);
  const ids = read(fileOf("benchmark", { startOn: "2023-10-15" })).map(({ uid }) => uid.split("/")[3]);
  assert.deepEqual(ids, ["submit-the-template", "vouchers-during-the-live"]);
});

test("words are those of the document and the language, with the clause and who decides", () => {
  const [, chinese] = read(fileOf("cold-start", { submitOn: "2023-09-14" }));
  assert.equal(chinese.summary, "冷启动扶持：审核在这几天结束");
  for (const words of ["第 1.2 条：冷启动怎么走", "2023-09-14 版", "最终由平台决定", "按官方放假安排计算"])
    assert.ok(chinese.description.includes(words), words);
  const [english] = read(fileOf("benchmark", { startOn: "2023-10-15" }, { locale: "en-GB" }));
  assert.equal(english.summary, "Benchmark support: last day to submit");
  for (const words of ["Clause 3.2: How a benchmark case works", "14 days before the live", "The platform decides"])
    assert.ok(english.description.includes(words), words);
});

test("an estimated review says so, in its title too", () => {
  const estimated = read(fileOf("cold-start", { submitOn: "2098-01-07" })).find(({ uid }) => uid.includes("/review/"));
  assert.match(estimated.summary, /（估算）$/);
  assert.match(estimated.description, /放假安排公布以后，请重新查一次。/);
  const official = read(fileOf("cold-start", { submitOn: "2023-09-14" }));
  assert.ok(official.every(({ summary }) => !summary.includes("估算")));
});

test("commas, semicolons, backslashes, line breaks, Chinese and rare characters come through", () => {
  const title = 'a,b;c\\n\\,d:"e"\n第二行，很长的中文标题；𠮷𠮷𠮷🎉'.repeat(8);
  const changed = structuredClone(document);
  const programme = changed.programmes.find(({ id }) => id === "benchmark");
  programme.title = { "zh-CN": title };
  programme.procedure[0].note = { "zh-CN": title };
  const [event] = read(fileOf("benchmark", { startOn: "2023-10-15" }, { document: changed }));
  assert.equal(event.summary, `${title}：提交的最后一天`);
  assert.ok(event.description.includes(title));
});

test("lines are at most 75 octets, whole characters, and end with CRLF", () => {
  for (const locale of locales) {
    const file = fileOf("cold-start", { submitOn: "2098-01-07", startOn: "2098-02-01" }, { locale });
    assert.ok(file.endsWith("END:VCALENDAR\r\n"));
    assert.doesNotMatch(file, /[^\r]\n|\r[^\n]/);
    for (const line of file.split("\r\n")) {
      assert.ok(Buffer.byteLength(line) <= 75, line);
      assert.ok(line.isWellFormed?.() ?? true, line);
    }
  }
});

test("the same schedule makes the same file, and the same UIDs in every language and at every time", () => {
  const planned = { submitOn: "2023-09-14", startOn: "2023-10-15" };
  assert.equal(fileOf("cold-start", planned), fileOf("cold-start", planned));
  const uids = (options) => read(fileOf("cold-start", planned, options)).map(({ uid }) => uid);
  assert.deepEqual(uids(), uids({ locale: "en", stamp: new Date() }));
  assert.equal(new Set(uids()).size, 3);
});

test("UIDs differ between programmes, days and policies, and hold no character with a meaning of its own", () => {
  const all = cases.flatMap(({ id, planned }) =>
    read(fileOf(id, planned)).map((event) => `${id} ${event.from} ${event.to} ${event.uid}`),
  );
  const uids = new Set(all.map((line) => line.split(" ")[3]));
  assert.equal(uids.size, new Set(all).size);
  const other = { ...document, id: "其他,;\n政策" };
  const [event] = read(fileOf("benchmark", { startOn: "2023-10-15" }, { document: other }));
  assert.match(event.uid, /^[\w%/.-]+@kaibo$/);
});

test("a programme the document does not know is named by its ids", () => {
  const schedule = policy.schedule("benchmark", { startOn: "2023-10-15" });
  const events = read(toCalendar(schedule, { document, programme: "another", locale: "en", stamp }));
  assert.deepEqual(spans(events), spansOf(schedule));
  assert.ok(events.every(({ summary }) => summary.startsWith("another: ")));
});

test("no other entry loads the library", () => {
  const dist = fileURLToPath(new URL("../dist/", import.meta.url));
  const loaded = (path, seen = new Set()) => {
    if (seen.has(path)) return seen;
    seen.add(path);
    const code = path.startsWith(dist) ? readFileSync(path, "utf8") : "";
    for (const [, name] of code.matchAll(/^(?:import|export)\b[^;]*?["']([^"'\n]+)["'];/gms))
      loaded(name.startsWith(".") ? join(path, "..", name) : name, seen);
    return seen;
  };
  for (const entry of ["index", "slim", "interview", "locales/index", "elements/index"])
    assert.ok(!loaded(join(dist, `${entry}.js`)).has("ical-generator"), entry);
  assert.ok(loaded(join(dist, "calendar.js")).has("ical-generator"));
});

test("no code is made from text at run time", () => {
  const code = `
    const { toCalendar } = await import("kaibo/calendar");
    const { loadPolicy } = await import("kaibo");
    const { zhCN } = await import("kaibo/locales/zh-CN");
    const policy = loadPolicy();
    const schedule = policy.schedule("benchmark", { startOn: "2023-10-15" });
    console.log(toCalendar(schedule, { document: policy.document, programme: "benchmark", locale: zhCN }));`;
  const flags = ["--disallow-code-generation-from-strings", "--input-type=module", "--eval", code];
  const output = execFileSync(process.execPath, flags, { cwd: import.meta.dirname, encoding: "utf8" });
  assert.match(output, /DTSTART;VALUE=DATE:20231001/);
});
