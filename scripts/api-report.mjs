// Writes what each entry of the built package offers into pkg/etc; `--check` compares instead.
//
// TypeScript 7 has no API for programs yet, so the extractor reads the declarations with the TypeScript it brings.

import { join } from "node:path";
import { Extractor, ExtractorConfig } from "@microsoft/api-extractor";
import { fail, root } from "./shell.mjs";

const entries = {
  kaibo: "index",
  "kaibo-calendar": "calendar",
  "kaibo-slim": "slim",
  "kaibo-elements": "elements/index",
  "kaibo-interview": "interview",
  "kaibo-locales": "locales/index",
  "kaibo-rows": "rows",
  "kaibo-elements-broadcasts": "elements/broadcasts",
  "kaibo-elements-outlook-calendar": "elements/outlook-calendar",
};
const pkg = join(root, "pkg");
const check = process.argv.includes("--check");

const stale = Object.entries(entries).filter(([name, entry]) => {
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder: pkg,
      mainEntryPointFilePath: join(pkg, "dist", `${entry}.d.ts`),
      compiler: { tsconfigFilePath: join(pkg, "tsconfig.json") },
      apiReport: {
        enabled: true,
        reportFileName: `${name}.api.md`,
        reportFolder: join(pkg, "etc"),
        reportTempFolder: join(root, "target/api"),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: "lf",
      messages: {
        compilerMessageReporting: { default: { logLevel: "error" } },
        extractorMessageReporting: { default: { logLevel: "none" } },
        tsdocMessageReporting: { default: { logLevel: "none" } },
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(pkg, "package.json"),
  });
  const { succeeded, apiReportChanged, errorCount } = Extractor.invoke(config, { localBuild: !check });
  if (errorCount > 0) fail(`${name}: the declarations have errors`);
  return check && (!succeeded || apiReportChanged);
});

if (stale.length > 0)
  fail(
    `pkg/etc is stale for ${stale.map(([name]) => name).join(", ")}: run node scripts/api-report.mjs and look at the difference`,
  );
