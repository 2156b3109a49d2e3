// Rules in publicodes' own language; days are given as numbers.

import Engine from "publicodes";

import { daysSince } from "./accounts.mjs";

const rules = {
  "jours depuis la première": null,
  "jours depuis la dernière": null,
  marque: null,
  soutenu: null,
  "sans marque": { valeur: "marque = non" },
  "jamais soutenu": { valeur: "soutenu = non" },
  "nouveau ou dormant": {
    "une de ces conditions": ["jours depuis la première <= 30", "jours depuis la dernière > 60"],
  },
  éligible: { "toutes ces conditions": ["sans marque", "jamais soutenu", "nouveau ou dormant"] },
};

const criteria = [
  ["nouveau ou dormant", "newcomer-or-dormant"],
  ["sans marque", "no-brand-badge"],
  ["jamais soutenu", "never-supported-before"],
];

export function load() {
  const engine = new Engine(rules);
  return (account) => {
    engine.setSituation({
      "jours depuis la première": daysSince(account.firstBroadcastOn),
      "jours depuis la dernière": daysSince(account.lastBroadcastOn),
      marque: account.hasBrandBadge ? "oui" : "non",
      soutenu: account.supportedBefore ? "oui" : "non",
    });
    const eligible = engine.evaluate("éligible").nodeValue === true;
    const failing = criteria.filter(([name]) => engine.evaluate(name).nodeValue !== true).map(([, id]) => id);
    return { eligible, failing };
  };
}
