// What is said about a new version of the page, in every language of the page.

import type { InEachLanguage } from "../screens/screen.js";

const chinese = {
  ready: "有新版本",
  update: "更新",
  unsaved: "刚才填的还没有保存，先不更新。",
};

export const updateWords: InEachLanguage<typeof chinese> = {
  "zh-CN": chinese,
  en: {
    ready: "A new version is ready",
    update: "Update",
    unsaved: "What you entered is not saved yet: not updated.",
  },
};
