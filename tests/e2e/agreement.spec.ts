// The page, the command and the crate give one answer: each case that the crate passes is answered on the page as well.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { expect, type Page, test } from "@playwright/test";

import { begin, open } from "./journey.js";

interface Case {
  readonly name: string;
  readonly application?: { readonly facts?: Readonly<Record<string, unknown>>; readonly broadcasts?: unknown };
  readonly options: { readonly asOf?: unknown; readonly knownAt?: unknown };
  readonly expect: { readonly programmes?: readonly { readonly id: string; readonly outcome?: string }[] };
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const programmes = { "cold-start": "冷启动扶持", benchmark: "标杆案例扶持" };

/** The cases a person can put to the page: facts alone, on a whole day. */
function casesOf(programme: string): readonly Case[] {
  const { cases } = JSON.parse(readFileSync(join(root, `tests/cases/${programme}.json`), "utf8")) as { cases: Case[] };
  return cases.filter(({ application = {}, options, expect: { programmes: expected } }) => {
    const isDay = typeof options?.asOf === "string" && options.asOf.length === "YYYY-MM-DD".length;
    const outcome = expected?.find(({ id }) => id === programme)?.outcome;
    return isDay && options.knownAt === undefined && outcome !== undefined && Object.keys(application).every(isFacts);
  });
}

const isFacts = (key: string) => key === "facts";

/** What the command answers. */
function commandOutcome(programme: string, { application = {}, options }: Case): string {
  const folder = mkdtempSync(join(root, "target/agreement-"));
  try {
    const file = join(folder, "application.json");
    writeFileSync(file, JSON.stringify(application));
    const args = ["check", file, "--as-of", String(options.asOf), "--programme", programme, "--json"];
    const output = execFileSync(process.execPath, [join(root, "pkg/dist/cli/main.js"), ...args], { encoding: "utf8" });
    return JSON.parse(output).programmes[0].outcome;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Answers what is asked as the case has it, "not sure" where it says nothing, until the verdict. */
async function answerAs(page: Page, facts: Readonly<Record<string, unknown>>): Promise<void> {
  const question = page.locator("kaibo-question");
  while (await question.count()) {
    const fact = await question.evaluate(
      (element) => (element as unknown as { state: { current: string } }).state.current,
    );
    const value = facts[fact];
    const button = (name: string) => question.locator(`[data-value="${name}"]`).click();
    if (value === undefined) await button("not-sure");
    else if (typeof value === "boolean" || value === "never" || value === "unrated") await button(String(value));
    else {
      const typed =
        typeof value === "number" ? question.getByRole("textbox").last() : question.getByLabel("日期", { exact: true });
      await typed.fill(String(value));
      await page.getByRole("button", { name: "确定", exact: true }).click();
    }
    await expect
      .poll(async () =>
        (await question.count()) === 0
          ? "verdict"
          : question.evaluate((element) => (element as unknown as { state: { current: string } }).state.current),
      )
      .not.toBe(fact);
  }
}

for (const [programme, title] of Object.entries(programmes)) {
  const cases = casesOf(programme);
  test(`there are cases to answer: ${programme}`, () => expect(cases.length).toBeGreaterThan(1));

  for (const example of cases) {
    test(`${programme}: ${example.name}`, async ({ page }) => {
      const expected = example.expect.programmes?.find(({ id }) => id === programme)?.outcome;
      expect(commandOutcome(programme, example), "the command").toBe(expected);
      await open(page);
      await begin(page, title, String(example.options.asOf));
      await answerAs(page, example.application?.facts ?? {});
      await expect(page.locator("[data-outcome]").first()).toHaveAttribute("data-outcome", expected ?? "");
    });
  }
}
