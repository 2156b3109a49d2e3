// Writes the business-day calendar from the npm package chinese-days, as a document and as the core's table of it;
// `--check` compares instead.
//
// The package answers for years it has no data for as if they had no holidays, so the years covered are our own list,
// and each must show a weekday off and, from 2004 on, the 1st of January and of October off.

import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { keepFile } from "./written.mjs";

// The package reads "YYYY-MM-DD" as UTC and answers in the machine's zone.
process.env.TZ = "UTC";

const years = { from: 2004, through: 2026 };
/** What a year outside them is estimated by, beside weekends: the holidays of fixed date. */
const fixedHolidays = ["01-01", "05-01", "10-01", "10-02", "10-03"];
const file = fileURLToPath(new URL("../policies/business-days/CN.json", import.meta.url));

const table = fileURLToPath(new URL("../src/time/china.rs", import.meta.url));

const require = createRequire(import.meta.url);
const { isWorkday } = require("chinese-days");
const { version } = require("chinese-days/package.json");

const holidays = [];
const workdays = [];
for (const day of daysOf(years)) {
  const weekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
  const work = isWorkday(day);
  if (work && weekend) workdays.push(day);
  if (!work && !weekend) holidays.push(day);
}

for (let year = years.from; year <= years.through; year += 1) {
  assert(
    holidays.some((day) => day.startsWith(`${year}-`)),
    `chinese-days has no weekday off in ${year}: the year is not covered`,
  );
  for (const day of [`${year}-01-01`, `${year}-10-01`]) assert(!isWorkday(day), `${day} is not off`);
}
for (const day of ["2023-10-07", "2023-10-08"]) {
  assert(workdays.includes(day), `${day} was a make-up workday`);
}
assert(isWorkday("2024-02-09") && !isWorkday("2024-02-12"), "the Spring Festival of 2024 began on 10 February");

const text = format({
  source: "The State Council's yearly notices on holidays, as open data",
  package: `chinese-days ${version}`,
  years,
  fixedHolidays,
  holidays,
  workdays,
});

keepFile(file, text);
keepFile(table, tableOf([...holidays, ...workdays].sort()));
console.log(`${holidays.length} weekdays off, ${workdays.length} weekend days worked`);

/** The days on which work does not follow the weekend, each as the days since the one before it. */
function tableOf(days) {
  const first = Date.UTC(years.from, 0, 1);
  const gaps = days.map(
    (day, place) => (Date.parse(day) - (place > 0 ? Date.parse(days[place - 1]) : first)) / 86_400_000,
  );
  assert(
    gaps.every((gap) => gap < 256),
    "two such days lie less than 256 days apart",
  );
  const fixed = fixedHolidays.map((day) => `(${day.split("-").map(Number).join(", ")})`);
  const lines = [];
  for (let from = 0; from < gaps.length; from += 25) lines.push(`    ${gaps.slice(from, from + 25).join(", ")},`);
  return `//! China's calendar, written by \`scripts/calendar.mjs\` from chinese-days ${version}.

/// The years it covers.
pub(super) const YEARS: [i32; 2] = [${years.from}, ${years.through}];

/// Holidays of fixed date, each a month and a day of it.
pub(super) const FIXED: [(u32, u32); ${fixedHolidays.length}] = [${fixed.join(", ")}];

/// Weekdays off and weekend days worked, each as the days since the one before it; the first since the first day.
#[rustfmt::skip]
pub(super) const GAPS: [u8; ${gaps.length}] = [
${lines.join("\n")}
];
`;
}

function* daysOf({ from, through }) {
  const last = Date.UTC(through, 11, 31);
  for (let day = Date.UTC(from, 0, 1); day <= last; day += 86_400_000) {
    yield new Date(day).toISOString().slice(0, 10);
  }
}

/** JSON with a line a year, so that a new year is a new line in a diff. */
function format({ holidays, workdays, ...head }) {
  const lines = (days) => {
    const byYear = new Map();
    for (const day of days) byYear.set(day.slice(0, 4), [...(byYear.get(day.slice(0, 4)) ?? []), `"${day}"`]);
    return [...byYear.values()].map((some) => `    ${some.join(", ")}`).join(",\n");
  };
  const start = JSON.stringify(head, null, 2).replace(/\n}$/, "");
  return `${start},\n  "holidays": [\n${lines(holidays)}\n  ],\n  "workdays": [\n${lines(workdays)}\n  ]\n}\n`;
}

function assert(condition, message) {
  if (condition) return;
  console.error(message);
  process.exit(1);
}
