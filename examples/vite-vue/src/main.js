// Loads the core and the words, then shows the interview.

import core from "kaibo/core.wasm?url";
import { loadLocale } from "kaibo/locales";
import { init, loadPolicy } from "kaibo/slim";
import { createApp } from "vue";
import App from "./App.vue";

Promise.all([loadLocale("zh-CN"), init(core)]).then(
  ([locale]) => createApp(App, { policy: loadPolicy(), locale }).mount("#app"),
  (error) => {
    document.querySelector("#app").textContent = "加载失败，请检查网络后刷新页面。";
    throw error;
  },
);
