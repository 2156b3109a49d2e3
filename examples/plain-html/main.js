// Loads the core, says one line about an example account, and hands the policy to the checker.

import { init, loadPolicy } from "./node_modules/kaibo/dist/slim.js";
import "./node_modules/kaibo/dist/standalone/elements.js";
import { describe, loadLocale } from "./node_modules/kaibo/dist/standalone/locales.js";

const example = { facts: { firstBroadcastOn: "2023-08-05" } };

try {
  const core = new URL("./node_modules/kaibo/dist/core.wasm", import.meta.url);
  const [locale] = await Promise.all([loadLocale("zh-CN"), init(core)]);
  const policy = loadPolicy();
  const { programmes } = policy.assess(example, { asOf: "2023-08-20", programmes: ["cold-start"] });
  const line = describe(programmes[0], locale, { document: policy.document });
  document.querySelector("#example").textContent = `示例（2023年8月5日首播，按8月20日判断）：${line}。`;
  document.querySelector("kaibo-checker").policy = policy;
} catch (error) {
  document.querySelector("#waiting").textContent = "加载失败，请检查网络后刷新页面。";
  throw error;
}
