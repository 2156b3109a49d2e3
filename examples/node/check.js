// Says in words whether accounts qualify: node check.js accounts.json

import { readFileSync } from "node:fs";
import { KaiboError, loadPolicy } from "kaibo";
import { describe, Words } from "kaibo/locales";
import { zhCN } from "kaibo/locales/zh-CN";

const programme = "cold-start";
/** The day of the examples; leave it out for now. */
const moment = { asOf: "2023-09-14" };

const policy = loadPolicy();
const words = new Words(zhCN, policy.document);
const say = (part) => describe(part, zhCN, { document: policy.document });

for (const { name, application } of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  console.log(`\n${name}`);
  try {
    report(application);
  } catch (error) {
    if (!(error instanceof KaiboError)) throw error;
    explain(error);
  }
}

function report(application) {
  const { programmes } = policy.assess(application, { ...moment, programmes: [programme] });
  const [{ criteria, missing }] = programmes;
  console.log(`  ${say(programmes[0])}`);
  for (const criterion of criteria) {
    if (criterion.kind !== "risk" && criterion.result === "unmet") console.log(`  ${say(criterion)}`);
  }
  if (missing.length > 0) console.log(`  还差：${words.list(missing.map((id) => words.title(id)))}`);
  const { nextChange } = policy.outlook(programme, application, moment);
  if (nextChange) console.log(`  ${words.day(nextChange.on)}起：${zhCN.outcome[nextChange.outcome]}`);
}

/** Branches on the codes, which are stable, never on the words. */
function explain({ errors }) {
  for (const fault of errors) {
    switch (fault.code) {
      case "unknown-fact":
        console.log(`  没有这个字段 ${fault.path}：${fault.help}`);
        break;
      case "not-a-date":
      case "event-after-moment":
      case "event-order":
        console.log(`  请核对日期 ${fault.path}：${say(fault)}`);
        break;
      default:
        console.log(`  数据有误 ${fault.path}：${say(fault)}`);
    }
  }
}
