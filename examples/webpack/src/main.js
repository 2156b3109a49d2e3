// Loads the core, and hands the policy to the checker.

import "kaibo/elements";
import { init, loadPolicy } from "kaibo/slim";

const checker = document.querySelector("kaibo-checker");

// The element says when the language was changed: the page follows.
checker.addEventListener("kaibo-locale", ({ detail }) => {
  document.documentElement.lang = detail.locale;
});

init(new URL("kaibo/core.wasm", import.meta.url)).then(
  () => {
    checker.policy = loadPolicy();
  },
  (error) => {
    document.querySelector("#waiting").textContent = "加载失败，请检查网络后刷新页面。";
    throw error;
  },
);
