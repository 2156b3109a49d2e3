// What the command says in each language besides the package's words, and where its words come from.

import type { Outcome } from "../generated/index.js";
import type { PolicyWords } from "../locales/document.js";
import { en } from "../locales/en.js";
import { Words } from "../locales/words.js";
import { zhCN } from "../locales/zh-CN.js";

/** The languages the command speaks. */
export type Locale = keyof typeof catalogues;

/** The words of the command; messages in ICU syntax, but for the help. */
export interface CommandWords {
  readonly policy: string;
  readonly clause: string;
  readonly atRisk: string;
  readonly idle: string;
  readonly unknownRisks: string;
  readonly missing: string;
  readonly parametersNeeded: string;
  readonly metricsNeeded: string;
  readonly note: string;
  readonly reviewDates: string;
  readonly goingLive: string;
  readonly next: string;
  readonly noNext: string;
  readonly notRequired: string;
  readonly faults: string;
  readonly expected: string;
  readonly valid: string;
  readonly casesPassed: string;
  readonly casesFailed: string;
  readonly casesSkipped: string;
  readonly noCases: string;
  readonly written: string;
  readonly usage: {
    readonly wrong: string;
    readonly unknownCommand: string;
    readonly noFile: string;
    readonly oneFile: string;
    readonly stdinTwice: string;
    readonly unknownLocale: string;
    readonly unknownOutcome: string;
    readonly notAName: string;
    readonly seeHelp: string;
  };
  readonly help: Readonly<Record<"main" | "check" | "validate" | "test" | "types", string>>;
}

const outcomes: readonly Outcome[] = ["eligible", "ineligible", "undetermined"];

const english: CommandWords = {
  policy: "{title}, version {version}; as of {day}",
  clause: "clause {clause}",
  atRisk: "{title}: at risk",
  idle: "{count, plural, one {# more is} other {# more are}} not known; no answer changes this",
  unknownRisks: "{count, plural, one {# risk is} other {# risks are}} not known yet",
  missing: "Still to find out:",
  parametersNeeded: "Not published; ask the platform, and give it under “parameters”:",
  metricsNeeded: "The list of broadcasts leaves these open:",
  note: "Note: {text}",
  reviewDates: "eligible through {through}; the review may last until {review} ({certainty})",
  goingLive: "a broadcast on {day} makes it “{outcome}” from that day on",
  next: "From {day}: {outcome} ({causes})",
  noNext: "No day to come changes this, if nothing happens.",
  notRequired: "{file}: required is “{required}”; {programmes} {count, plural, one {is} other {are}} not",
  faults: "{count, plural, one {# error} other {# errors}}",
  expected: "expected {expected}. {help}",
  valid:
    "{id} {version}; {facts, plural, one {# fact} other {# facts}}, {programmes, plural, one {# programme} other {# programmes}}",
  casesPassed: "{count, plural, one {# case passed} other {# cases passed}}",
  casesFailed: "{count, plural, one {# failed} other {# failed}}",
  casesSkipped: "{count, plural, one {# skipped (native only)} other {# skipped (native only)}}",
  noCases: "There is no file of cases in {path}.",
  written: "{file} is written.",
  usage: {
    wrong: "Wrong usage: {what}",
    unknownCommand: "There is no command “{name}”.",
    noFile: "Name at least one file.",
    oneFile: "Name exactly one file.",
    stdinTwice: "“-” can be named only once.",
    unknownLocale: "There are no words in “{name}”: use zh-CN or en.",
    unknownOutcome: `There is no outcome “{name}”: use ${outcomes.join(", ")}.`,
    notAName: "“{name}” cannot be the name of a type.",
    seeHelp: "See kaibo --help.",
  },
  help: {
    main: `Whether an account qualifies under an incentive policy, for people, tests and CI.

Usage: kaibo <command> [options]

Commands:
  check application.json…   what is known of each programme, and what is missing
  validate policy.json…     whether policy documents are sound
  test cases/…              whether cases answer as they say
  types policy.json         TypeScript types of a policy's ids

  --help, -h                this, or after a command what it takes
  --version                 the version of the package
  --locale zh-CN|en         the language; default: by LC_ALL, LC_MESSAGES, LANG

Exit codes:
  0  done: sound, passed, or answered
  1  an input was refused, a case failed, or a required outcome was not met
  2  wrong usage, or a file that cannot be read

NO_COLOR and FORCE_COLOR are respected.`,
    check: `What is known of each programme, what is missing, and when that changes.

Usage: kaibo check application.json… [options]

A file holds an application: facts, broadcasts, broadcastsSince, broadcastsThrough,
parameters, as policy.assess() takes it. "-" is standard input.

  --policy FILE             a policy document; default: the built-in policy
  --as-of MOMENT            the moment of assessment: YYYY-MM-DD, or a date-time with offset; default: now
  --known-at MOMENT         the moment as of which the facts hold; default: the moment of assessment
  --programme ID            only this programme; can be given again
  --require OUTCOME         exit with 1 unless every assessed programme is eligible (or ineligible, undetermined)
  --json                    the assessment as policy.assess() returns it; for several files an array
                            of { file, assessment } or { file, errors }
  --locale zh-CN|en         the language

Exit codes: 0 answered; 1 an input was refused, or --require not met; 2 wrong usage, or an unreadable file.`,
    validate: `Whether policy documents are sound: their id, version, digest, and how much they hold.

Usage: kaibo validate policy.json… [options]

A file holds a document, or an array of versions of one policy. "-" is standard input.

  --json                    an array of { file, id, version, digest, facts, programmes } or { file, errors }
  --locale zh-CN|en         the language

Exit codes: 0 all are sound; 1 one is not; 2 wrong usage, or an unreadable file.`,
    test: `Whether cases answer as they say.

Usage: kaibo test cases/… [options]

Names files, or folders that are read with all within them, but for folders named "policies":
those hold documents that cases name.

  --root FOLDER             where the paths of policies in cases start; default: the current folder
  --json                    { passed, failed, skipped, failures, errors }
  --locale zh-CN|en         the language

Exit codes: 0 all passed; 1 one failed, or a file of cases is malformed; 2 wrong usage, or an unreadable file.`,
    types: `TypeScript types of a policy's facts, programmes, criteria, parameters, metrics and caveats,
for loadPolicy<Name>(document).

Usage: kaibo types policy.json [options]

  --out FILE                where to write; default: standard output
  --name NAME               what the types are called; default: the policy's id, in PascalCase
  --locale zh-CN|en         the language

Exit codes: 0 written; 1 the document was refused; 2 wrong usage, or a file that cannot be read or written.`,
  },
};

const chinese: CommandWords = {
  policy: "{title}，版本 {version}；按 {day} 计算",
  clause: "条款 {clause}",
  atRisk: "{title}：有风险",
  idle: "另有 {count} 项还不知道，怎么回答都不影响结果",
  unknownRisks: "另有 {count} 项风险还不知道",
  missing: "还要弄清：",
  parametersNeeded: "没有公布，请问平台，然后写进 parameters：",
  metricsNeeded: "开播记录不全，这些还不能确定：",
  note: "请注意：{text}",
  reviewDates: "到 {through} 为止符合条件；审核最晚可能到 {review}（{certainty}）",
  goingLive: "如果 {day} 开播，从那天起“{outcome}”",
  next: "从 {day} 起：{outcome}（{causes}）",
  noNext: "如果什么都不发生，以后哪天都不会变。",
  notRequired: "{file}：要求是“{required}”，{programmes} 不是",
  faults: "{count} 处错误",
  expected: "应为 {expected}. {help}",
  valid: "{id} {version}；{facts} 项事实，{programmes} 个项目",
  casesPassed: "{count} 个用例通过",
  casesFailed: "{count} 个失败",
  casesSkipped: "{count} 个跳过（只用于原生测试）",
  noCases: "{path} 里没有用例文件。",
  written: "已写入 {file}。",
  usage: {
    wrong: "用法不对：{what}",
    unknownCommand: "没有“{name}”这个命令。",
    noFile: "请至少给出一个文件。",
    oneFile: "请给出一个文件，只能一个。",
    stdinTwice: "“-”只能出现一次。",
    unknownLocale: "没有“{name}”的文字，请用 zh-CN 或 en。",
    unknownOutcome: `没有“{name}”这种结果，请用 ${outcomes.join("、")}。`,
    notAName: "“{name}”不能用作类型名。",
    seeHelp: "请看 kaibo --help。",
  },
  help: {
    main: `账号符不符合激励政策的条件：给人看，也用于测试和 CI。

用法：kaibo <命令> [选项]

命令：
  check application.json…   每个项目的结果，还缺什么
  validate policy.json…     政策文档有没有错
  test cases/…              用例的回答对不对
  types policy.json         把政策里的各种 id 写成 TypeScript 类型

  --help, -h                显示这段说明；放在命令后面，显示那个命令的说明
  --version                 这个包的版本
  --locale zh-CN|en         语言；默认看 LC_ALL、LC_MESSAGES、LANG

退出码：
  0  完成：没有错、全部通过，或已经回答
  1  输入有错、用例失败，或没有达到要求的结果
  2  用法不对，或文件读不了

遵守 NO_COLOR 和 FORCE_COLOR。`,
    check: `每个项目的结果，还缺什么，什么时候会变。

用法：kaibo check application.json… [选项]

文件里是一份申请：facts、broadcasts、broadcastsSince、broadcastsThrough、parameters，
和 policy.assess() 的输入一样。“-”表示标准输入。

  --policy FILE             政策文档；默认用内置的政策
  --as-of MOMENT            按哪个时刻判断：YYYY-MM-DD，或带时差的日期时间；默认现在
  --known-at MOMENT         情况截至哪个时刻；默认和判断的时刻相同
  --programme ID            只看这个项目；可以写多次
  --require OUTCOME         只要有一个项目的结果不是 eligible（或 ineligible、undetermined），退出码就是 1
  --json                    输出 policy.assess() 的原样结果；几个文件时输出数组，
                            每项是 { file, assessment } 或 { file, errors }
  --locale zh-CN|en         语言

退出码：0 已经回答；1 输入有错，或没有达到 --require；2 用法不对，或文件读不了。`,
    validate: `政策文档有没有错：id、版本、摘要，以及有多少内容。

用法：kaibo validate policy.json… [选项]

文件里是一份文档，或者同一政策几个版本的数组。“-”表示标准输入。

  --json                    数组，每项是 { file, id, version, digest, facts, programmes } 或 { file, errors }
  --locale zh-CN|en         语言

退出码：0 都没有错；1 有一份有错；2 用法不对，或文件读不了。`,
    test: `用例的回答对不对。

用法：kaibo test cases/… [选项]

给出文件，或者文件夹：里面的都会读，只有名为“policies”的文件夹除外，那里放的是用例提到的文档。

  --root FOLDER             用例里政策的路径从哪里算起；默认是当前文件夹
  --json                    { passed, failed, skipped, failures, errors }
  --locale zh-CN|en         语言

退出码：0 全部通过；1 有失败的，或用例文件有错；2 用法不对，或文件读不了。`,
    types: `把政策里的事实、项目、条件、参数、指标、提示的 id 写成 TypeScript 类型，
用于 loadPolicy<Name>(document)。

用法：kaibo types policy.json [选项]

  --out FILE                写到哪里；默认写到标准输出
  --name NAME               类型叫什么；默认是政策 id 的 PascalCase
  --locale zh-CN|en         语言

退出码：0 已经写好；1 文档有错；2 用法不对，或文件读不了、写不了。`,
  },
};

const catalogues = { "zh-CN": zhCN, en };
const commandWords: Readonly<Record<Locale, CommandWords>> = { "zh-CN": chinese, en: english };

/** The command's words in a language. */
export function commandWordsIn(locale: Locale): CommandWords {
  return commandWords[locale];
}

/** The package's words in a language, for one document. */
export function wordsIn(locale: Locale, document?: PolicyWords): Words {
  return new Words(catalogues[locale], document);
}

/** Whether the command speaks a language. */
export function isLocale(tag: string): tag is Locale {
  return Object.hasOwn(catalogues, tag);
}

/** The language a terminal is set to: Chinese where it says so, else English. */
export function localeOf(environment: Readonly<Record<string, string | undefined>>): Locale {
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  return /^zh\b|^zh_/i.test(LC_ALL || LC_MESSAGES || LANG || "") ? "zh-CN" : "en";
}
