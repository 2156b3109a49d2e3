// The lanes of `npm test`, as data: what each checks, what it needs, and the commands it runs in turn.

/**
 * `needs` are names in setup.mjs, and two things that are built: `package` (pkg/dist) and `page` (www/dist).
 * `fast` commands also make up `npm run check`. A `long` lane runs only when it is named.
 */
export const lanes = [
  {
    name: "lint",
    checks: "formats and lints; what scripts write from data is up to date",
    needs: ["npm", "rust"],
    commands: [
      { fast: true, run: "cargo fmt --all --check" },
      { fast: true, run: "cargo fmt --manifest-path fuzz/Cargo.toml --check" },
      { fast: true, run: "cargo clippy --quiet --workspace --all-targets --all-features -- -D warnings" },
      {
        fast: true,
        run: "cargo clippy --quiet --workspace --target wasm32-unknown-unknown --lib --tests --examples -- -D warnings",
      },
      {
        fast: true,
        run: "cargo clippy --quiet --target wasm32-unknown-unknown --lib --features screening -- -D warnings",
      },
      { fast: true, run: "biome ci --error-on-warnings" },
      { fast: true, run: "node scripts/calendar.mjs --check" },
      { fast: true, run: "node scripts/element-docs.mjs --check" },
      { fast: true, run: "node scripts/error-docs.mjs --check" },
    ],
  },
  {
    name: "rust",
    checks: "the core, natively; the schema and the types written from it are up to date",
    needs: ["npm", "rust"],
    commands: [
      { fast: true, run: "cargo test --quiet --workspace --features screening" },
      { fast: false, run: "cargo test --quiet --features generate --lib" },
      { fast: false, run: "node scripts/generate.mjs --check" },
    ],
  },
  {
    name: "versions",
    checks: "the crate breaks nothing that its version must not break: what compares takes ten minutes to install",
    needs: ["rust", "cargo-semver-checks"],
    long: true,
    commands: [{ fast: false, run: "node scripts/versions.mjs" }],
  },
  {
    name: "fuzz",
    checks: "a few seconds of each fuzz target, from the cases on",
    needs: ["npm", "rust", "package", "cargo-fuzz", "c++"],
    commands: [
      {
        fast: false,
        run: "cargo clippy --quiet --locked --manifest-path fuzz/Cargo.toml --target-dir target -- -D warnings",
      },
      { fast: false, run: "node scripts/fuzz.mjs --short" },
    ],
  },
  {
    name: "build",
    checks: "the package builds, holds what it should, is no larger than it may be, and leaves git status as it was",
    needs: ["npm", "rust", "wasm-pack"],
    commands: [
      { fast: false, run: "node scripts/check-build.mjs" },
      { fast: false, run: "node scripts/budgets.mjs" },
    ],
  },
  {
    name: "supply",
    checks:
      "what it is built from: licences, sources, known weaknesses; built in another folder it is the same, byte by byte",
    needs: ["npm", "rust", "wasm-pack", "cargo-deny", "package"],
    long: true,
    commands: [
      { fast: false, run: "node scripts/supply.mjs" },
      { fast: false, run: "node scripts/licences.mjs --check" },
      { fast: false, run: "node scripts/reproduce.mjs" },
    ],
  },
  {
    name: "node",
    checks: "the built package in Node: every case, and the boundary",
    needs: ["npm", "package"],
    commands: [
      {
        fast: true,
        run: "node --test --test-reporter=spec pkg/test/*.test.mjs tests/hostile/*.test.mjs tests/older/*.test.mjs",
      },
    ],
  },
  {
    name: "consumers",
    checks: "the packed tarball in the tools of its users; the examples; what linters of packages say",
    needs: ["npm", "package", "chromium"],
    commands: [
      { fast: false, run: "node --test --test-timeout=120000 --test-reporter=spec tests/consumers/*.test.mjs" },
    ],
  },
  {
    name: "screen",
    checks: "20,000 random rows, screened and assessed: the same outcome and criteria, row by row",
    needs: ["npm", "package"],
    commands: [{ fast: false, run: "node tests/agreement.mjs 20000" }],
  },
  {
    name: "agreement",
    checks: "the same of a million random rows: some twenty minutes",
    needs: ["npm", "package"],
    long: true,
    commands: [{ fast: false, run: "node tests/agreement.mjs 1000000" }],
  },
  {
    name: "lifetime",
    checks: "a million assessments and ten thousand policies leave memory as it was",
    needs: ["npm", "package"],
    commands: [{ fast: false, run: "node --expose-gc tests/lifetime.mjs" }],
  },
  {
    name: "types",
    checks:
      "TypeScript of the package, its command, its type tests and the page; what is written from declarations is up to date",
    needs: ["npm", "package"],
    commands: [
      { fast: true, run: "tsc --project pkg --noEmit" },
      { fast: true, run: "tsc --project pkg/src/cli --noEmit" },
      { fast: true, run: "tsc --project pkg/test" },
      { fast: true, run: "tsc --project www --noEmit" },
      { fast: true, run: "node scripts/built-in-types.mjs --check" },
      { fast: false, run: "node scripts/api-report.mjs --check" },
      { fast: false, run: "node scripts/api-docs.mjs --check" },
    ],
  },
  {
    name: "chromium",
    checks: "the core in Chromium",
    needs: ["rust", "wasm-pack", "chromium"],
    commands: [{ fast: false, run: "wasm-pack test --headless --chrome" }],
  },
  {
    name: "firefox",
    checks: "the core in Firefox",
    needs: ["rust", "wasm-pack", "firefox", "geckodriver"],
    commands: [{ fast: false, run: "wasm-pack test --headless --firefox" }],
  },
  {
    name: "twin",
    checks: "the core against the brute-force oracle",
    needs: ["rust", "python"],
    commands: [
      { fast: false, run: "python3 tests/twin/compare.py --self-test" },
      { fast: false, run: "python3 tests/twin/compare.py -- cargo run --release --quiet --example twin" },
      {
        fast: false,
        run: "python3 tests/twin/compare.py --random 200000 -- cargo run --release --quiet --example twin",
      },
    ],
  },
  {
    name: "twin-random",
    checks: "ten million random inputs natively, one million through the packed package: some twenty minutes",
    needs: ["npm", "rust", "python", "package"],
    long: true,
    commands: [
      {
        fast: false,
        run: "python3 tests/twin/compare.py --random 10000000 -- cargo run --release --quiet --example twin",
      },
      { fast: false, run: "python3 tests/twin/compare.py --random 1000000 --seed 2 -- node tests/twin/driver.mjs" },
    ],
  },
  {
    name: "broken",
    checks: "the twin finds each of four cores that are broken on purpose, within a minute each",
    needs: ["rust", "python"],
    long: true,
    commands: [{ fast: false, run: "python3 tests/twin/broken.py" }],
  },
  {
    name: "laws",
    checks: "outlooks and remedies against brute force, on 100,000 random applications: some twenty minutes",
    needs: ["rust"],
    long: true,
    commands: [{ fast: false, run: "cargo run --release --quiet --example laws -- 100000" }],
  },
  {
    name: "page",
    checks: "the page, as a person uses it, for the oldest browsers, and within what a first visit may move",
    needs: ["npm", "package", "page", "chromium", "fonts"],
    commands: [
      { fast: false, run: "node scripts/check-browsers.mjs" },
      { fast: false, run: "node scripts/first-visit.mjs" },
      { fast: false, run: "playwright test --config tests/e2e" },
    ],
  },
  {
    name: "engines",
    checks: "the page's core journeys in Firefox and in WebKit",
    needs: ["npm", "package", "page", "firefox", "geckodriver", "webkit", "fonts"],
    commands: [{ fast: false, run: "node --test --test-timeout=600000 --test-reporter=spec tests/engines/*.test.mjs" }],
  },
];
