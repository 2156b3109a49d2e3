// Claims about the published types; the compiler is the test.

import { type Assessment, type ErrorCode, KaiboError, loadPolicy, type Policy } from "kaibo";
import { toCalendar } from "kaibo/calendar";
import { init, loadPolicy as loadSlim } from "kaibo/slim";

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
const named = loadPolicy<{ readonly followers?: number }>("{}");
// @ts-expect-error facts can be named by the caller
named.assess({ facts: { follower: 1 } });
const built: Policy = policy;

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
// @ts-expect-error codes are a closed set
const wrong: boolean = error.code === "nonsense";

await init(new URL("https://example.org/core.wasm"));
using slim = loadSlim();
slim.dispose();

export { calendar, code, next, outcome, rest, title, wrong };
