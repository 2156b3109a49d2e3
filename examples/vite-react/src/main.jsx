// Loads the core and the words, then shows the interview.

import core from "kaibo/core.wasm?url";
import { loadLocale } from "kaibo/locales";
import { init, loadPolicy } from "kaibo/slim";
import { createRoot } from "react-dom/client";
import { App } from "./App.jsx";

Promise.all([loadLocale("zh-CN"), init(core)]).then(
  ([locale]) => createRoot(document.querySelector("#app")).render(<App policy={loadPolicy()} locale={locale} />),
  (error) => {
    document.querySelector("#app").textContent = "加载失败，请检查网络后刷新页面。";
    throw error;
  },
);
