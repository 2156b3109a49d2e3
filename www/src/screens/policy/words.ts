// The words of this screen, in every language of the page.

import type { InEachLanguage } from "../screen.js";

const chinese = { heading: "policy" };

export const words: InEachLanguage<typeof chinese> = { "zh-CN": chinese, en: { heading: "Policy" } };
