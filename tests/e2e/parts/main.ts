// Gives the parts what they show: answers of the policy, and no interview.

import coreAddress from "kaibo/core.wasm?url";
import "kaibo/elements/criteria";
import "kaibo/elements/field";
import "kaibo/elements/meter";
import "kaibo/elements/outlook";
import "kaibo/elements/outlook-calendar";
import "kaibo/elements/progress";
import { init, loadPolicy } from "kaibo/slim";

const asOf = "2023-09-14";

await init(coreAddress);
const policy = loadPolicy();
const { document: words } = policy;
const facts = {
  sellsOnStream: true,
  hasBrandBadge: false,
  coldStartGrantedBefore: false,
  firstBroadcastOn: "2023-08-20",
  storeClosed: false,
  counterfeitOrSeriousViolation: false,
  tradesOrOverpromisesTraffic: false,
  cheating: false,
};
const growth = {
  broadcasts: [
    { startedAt: "2023-09-01T20:00:00+08:00", minutes: 120, gmv: 3000, refundedGmv: 0 },
    { startedAt: "2023-09-07T20:00:00+08:00", minutes: 180, gmv: 4000, refundedGmv: 500 },
  ],
  broadcastsSince: "beginning",
  broadcastsThrough: asOf,
  parameters: {
    growthTasks: {
      value: [{ metric: "monthGmv", atLeast: 10_000, reward: { kind: "traffic-voucher", amount: 300 } }],
      source: "an example",
      toldOn: "2023-09-10",
    },
  },
};

const locale = new URLSearchParams(location.search).get("lang") ?? "en";
for (const part of document.querySelectorAll("main > *, kaibo-field"))
  if (part.localName.startsWith("kaibo-")) Object.assign(part, { locale, document: words });

const [assessed] = policy.assess({ facts }, { asOf, programmes: ["cold-start"] }).programmes;
const [grown] = policy.assess(growth, { asOf, programmes: ["growth"] }).programmes;
const outlook = policy.outlook("cold-start", { facts }, { asOf });
Object.assign(document.querySelector("kaibo-criteria") as object, { results: assessed?.criteria });
Object.assign(document.querySelector("kaibo-progress") as object, { tasks: grown?.tasks });
Object.assign(document.querySelector("kaibo-outlook") as object, { outlook });
Object.assign(document.querySelector("kaibo-outlook-calendar") as object, { outlook });

const said = document.querySelector("output") as HTMLOutputElement;
document.addEventListener("kaibo-day", (event) => {
  said.value = JSON.stringify((event as CustomEvent).detail);
});
document.querySelector("form")?.addEventListener("submit", (event) => {
  event.preventDefault();
  said.value = JSON.stringify(Object.fromEntries(new FormData(event.target as HTMLFormElement)));
});
