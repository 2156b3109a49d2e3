// The words around the check, in every language of the page.

import type { InEachLanguage } from "./screen.js";

const chinese = {
  cleared: "回答已清空，开播记录还在。",
  undo: "撤销",
};

export const words: InEachLanguage<typeof chinese> = {
  "zh-CN": chinese,
  en: {
    cleared: "The answers are cleared; your broadcasts are still there.",
    undo: "Undo",
  },
};
