// Prints how many milliseconds one engine takes from its import to its first decision.

import { accounts } from "./accounts.mjs";
import { engines } from "./index.mjs";

const begun = performance.now();
const { load } = await engines[process.argv[2]].module();
const decide = await load();
await decide(accounts[0]);
console.log(performance.now() - begun);
