// Writes what each entry of the built package offers into pkg/etc; `--check` compares instead. The models it leaves in
// target/api are what scripts/api-docs.mjs writes from.
//
// TypeScript 7 has no API for programs yet, so the extractor reads the declarations with the TypeScript it brings.

import { join } from "node:path";
import { Extractor, ExtractorConfig } from "@microsoft/api-extractor";
import { documented } from "./entries.mjs";
import { fail, root } from "./shell.mjs";

const reports = Object.entries(documented).map(([name, entry]) => [name.replaceAll("/", "-"), entry]);
const pkg = join(root, "pkg");
const check = process.argv.includes("--check");

const stale = reports.filter(([name, entry]) => {
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
      docModel: { enabled: true, apiJsonFilePath: join(root, "target/api", `${name}.api.json`) },
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
