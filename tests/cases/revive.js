// Makes the JavaScript values that JSON cannot hold from their names: `{ "$js": "NaN" }`.

/** A copy of `value` in which each `{ "$js": name }` is the value of that name. */
export function revive(value) {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(revive);
  if (typeof value.$js === "string") return named(value.$js);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, revive(part)]));
}

const makers = {
  NaN: () => Number.NaN,
  Infinity: () => Number.POSITIVE_INFINITY,
  "-Infinity": () => Number.NEGATIVE_INFINITY,
  bigint: () => 1n,
  map: () => new Map([["hasBrandBadge", true]]),
  cyclic: () => {
    const self = {};
    self.self = self;
    return self;
  },
  "throwing-getter": () =>
    Object.defineProperty({}, "facts", {
      enumerable: true,
      get() {
        throw new Error("a getter that throws");
      },
    }),
  "invalid-date": () => new Date(Number.NaN),
  function: () => () => true,
  symbol: () => Symbol("a symbol"),
  undefined: () => undefined,
  "class-instance": () => new (class Account {})(),
  /** A date: `date:2023-09-14T00:00:00Z`. */
  date: (text) => new Date(text),
  /** A condition so many levels deep: `nested:10000`. */
  nested: (depth) => {
    let condition = { fact: "hasBrandBadge", is: true };
    for (let level = 0; level < Number(depth); level += 1) condition = { all: [condition] };
    return condition;
  },
  /** The same as JSON text. */
  "nested-text": (depth) =>
    `${'{"all":['.repeat(Number(depth))}{"fact":"hasBrandBadge","is":true}${"]}".repeat(Number(depth))}`,
  /** A text so many characters long: `text:2000000`. */
  text: (length) => "x".repeat(Number(length)),
};

function named(name) {
  const [kind, ...rest] = name.split(":");
  const make = makers[kind];
  if (!make) throw new Error(`there is no value named ${name}`);
  return make(rest.join(":"));
}
