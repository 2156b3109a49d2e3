// Claims about the published types; the compiler is the test.

import {
  type Assessment,
  type BuiltIn,
  type ErrorCode,
  type FactOf,
  KaiboError,
  loadPolicy,
  type Policy,
  type PolicyTypes,
} from "kaibo";
import { toCalendar } from "kaibo/calendar";
import { createInterview } from "kaibo/interview";
import { init, loadPolicy as loadSlim } from "kaibo/slim";
import type { TwitchAffiliate } from "./twitch-affiliate.js";

const policy = loadPolicy();

policy.assess({ facts: { hasBrandBadge: true, firstBroadcastOn: "never" } }, { asOf: new Date() });
policy.assess({ facts: { plannedMinutes: undefined } });
// @ts-expect-error a fact of the built-in policy is checked by name
policy.assess({ facts: { hasBrandBadg: true } });
// @ts-expect-error and by type
policy.assess({ facts: { hasBrandBadge: "yes" } });
// @ts-expect-error a moment has three forms
policy.assess({}, { asOf: null });
// @ts-expect-error a supplied parameter says who told it
policy.assess({ parameters: { benchmarkGmvTarget: { value: 50_000, toldOn: "2023-09-10" } } });

const other: Policy = loadPolicy({ format: 1 });
other.assess({ facts: { anything: 1, atAll: "never", yes: true } });
other.questions("any-programme", {}).rows[0]?.fact.toUpperCase();
interface Mine extends PolicyTypes {
  readonly facts: { readonly followers?: number };
}
const mine = loadPolicy<Mine>("{}");
mine.assess({ facts: { followers: 1 } }, { programmes: ["any"] });
// @ts-expect-error facts can be named by the caller
mine.assess({ facts: { follower: 1 } });
// @ts-expect-error the types of a policy are its ids
loadPolicy<{ readonly followers?: number }>("{}");
const built: Policy = policy;
createInterview(policy, "cold-start");

// The built-in policy's ids are checked wherever they go in, and known wherever they come out.
policy.assess({ parameters: { benchmarkGmvTarget: { value: 50_000, source: "x", toldOn: "2023-09-10" } } });
// @ts-expect-error a parameter is checked by name
policy.assess({ parameters: { gmvTarget: { value: 50_000, source: "x", toldOn: "2023-09-10" } } });
// @ts-expect-error and its value by type
policy.assess({ parameters: { benchmarkGmvTarget: { value: "much", source: "x", toldOn: "2023-09-10" } } });
// @ts-expect-error a programme is checked by name
policy.assess({}, { programmes: ["coldstart"] });
// @ts-expect-error in questions
policy.questions("coldstart", {});
// @ts-expect-error in outlooks
policy.outlook("coldstart", {});
// @ts-expect-error in remedies
policy.remedies("coldstart", {});
// @ts-expect-error in schedules
policy.schedule("coldstart");
for (const programme of policy.assess({}, { programmes: ["cold-start"] }).programmes) {
  const id: "cold-start" | "growth" | "benchmark" = programme.id;
  const missing: FactOf<BuiltIn> | undefined = programme.missing[0];
  // @ts-expect-error there is no such programme
  const strangeProgramme: boolean = programme.id === "coldstart";
  // @ts-expect-error there is no such outcome
  const strangeOutcome: boolean = programme.outcome === "maybe";
  // @ts-expect-error there is no such fact
  programme.missing.includes("hasBrandBadg");
  // @ts-expect-error there is no such parameter
  programme.parametersNeeded.includes("gmvTarget");
  // @ts-expect-error there is no such metric
  programme.metricsNeeded.includes("gmv");
  // @ts-expect-error there is no such caveat
  programme.caveats.includes("beware");
  programme.caveats.includes("not-in-force");
  for (const criterion of programme.criteria) {
    const part: boolean | undefined = criterion.children?.some(({ id }) => id === "first-broadcast-within-30-days");
    // @ts-expect-error there is no such criterion
    const strangeCriterion: boolean = criterion.id === "no-badge";
    // @ts-expect-error there is no such result
    const strangeResult: boolean = criterion.result === "passed";
    [part, strangeCriterion, strangeResult];
  }
  [id, missing, strangeProgramme, strangeOutcome];
}
// @ts-expect-error what an outlook names is a criterion
policy.outlook("growth", {}).nextChange?.criteria.includes("growth");
// @ts-expect-error what a remedy changes is a fact
policy.remedies("growth", {}).remedies[0]?.changes.some(({ fact }) => fact === "growth");

// The same for a policy whose types `kaibo types` wrote.
const twitch = loadPolicy<TwitchAffiliate>("{}");
twitch.assess({ facts: { followers: 25 } }, { programmes: ["affiliate"] });
// @ts-expect-error its facts are its own
twitch.assess({ facts: { hasBrandBadge: true } });
// @ts-expect-error with their types
twitch.assess({ facts: { followers: "many" } });
// @ts-expect-error its programmes are its own
twitch.assess({}, { programmes: ["cold-start"] });
// @ts-expect-error it has no unpublished parameter
twitch.assess({ parameters: { benchmarkGmvTarget: { value: 1, source: "x", toldOn: "2023-09-10" } } });
const affiliate: "affiliate" | undefined = twitch.assess({}).programmes[0]?.id;
// @ts-expect-error one policy is not another
const mistaken: Policy<BuiltIn> = twitch;
const anyOfThem: readonly Policy[] = [policy, twitch, mine, other];

const assessment: Assessment = built.assess({});
const outcome: "eligible" | "ineligible" | "undetermined" | undefined = assessment.programmes[0]?.outcome;
const next: string | null = policy.questions(undefined, {}).next;
const title: string | undefined = policy.document.title["zh-CN"];
const rest: unknown = policy.document["assumptions-not-typed"];
// @ts-expect-error a policy is made by loadPolicy
new (policy.constructor as typeof Policy)();

const calendar: string = toCalendar(policy.schedule("growth"), {
  document: policy.document,
  programme: "growth",
  locale: "en",
});
// @ts-expect-error the words come from the document
toCalendar(policy.schedule("growth"), { programme: "growth", locale: "en" });

const error = new KaiboError([{ code: "not-ready", path: "", expected: "", help: "" }]);
const code: ErrorCode = error.code;
// @ts-expect-error an error is made with one of them
new KaiboError([{ code: "nonsense", path: "", expected: "", help: "" }]);
// @ts-expect-error codes are a closed set
const wrong: boolean = error.code === "nonsense";

await init(new URL("https://example.org/core.wasm"));
using slim = loadSlim();
slim.dispose();

export { affiliate, anyOfThem, calendar, code, mistaken, next, outcome, rest, title, wrong };
