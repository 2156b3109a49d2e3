// One expression that gives a truth for each criterion; the engine for the web knows expressions alone.

import { readFileSync } from "node:fs";

import init, { evaluateExpression } from "@gorules/zen-engine-wasm";

import { daysSince } from "./accounts.mjs";

const EXPRESSION = `{
  "no-brand-badge": not hasBrandBadge,
  "never-supported-before": not supportedBefore,
  "newcomer-or-dormant": daysSinceFirst <= 30 or daysSinceLast > 60
}`;

const criteria = ["newcomer-or-dormant", "no-brand-badge", "never-supported-before"];

export async function load() {
  const core = "../../node_modules/@gorules/zen-engine-wasm/dist/zen_engine_wasm_bg.wasm";
  await init({ module_or_path: readFileSync(new URL(core, import.meta.url)) });
  return (account) => {
    const met = evaluateExpression(EXPRESSION, {
      ...account,
      daysSinceFirst: daysSince(account.firstBroadcastOn),
      daysSinceLast: daysSince(account.lastBroadcastOn),
    });
    const failing = criteria.filter((id) => !met[id]);
    return { eligible: failing.length === 0, failing };
  };
}
