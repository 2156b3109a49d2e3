// Takes the pictures in docs/screenshots of the page as it was built. Without a Chinese font they would show none of its words.

import { setUp } from "./setup.mjs";
import { fail, run } from "./shell.mjs";

if (setUp(new Set(["npm", "chromium", "fonts"])).length > 0) fail("the pictures need a browser and a Chinese font");
process.env.KAIBO_SCREENSHOTS = "1";
run("playwright", "test", "--config", "tests/e2e");
