// kaibo check: what is known of each programme, what is missing, and when that changes.

import type { CriterionResult, Outcome, ProgrammeAssessment } from "../generated/index.js";
import {
  type Application,
  type Assessment,
  type AssessOptions,
  KaiboError,
  loadPolicy,
  type Policy,
} from "../index.js";
import { criterionTitle, describeCriterion, describeOutcome } from "../locales/describe.js";
import { byId, type PolicyWords } from "../locales/document.js";
import type { Words } from "../locales/words.js";
import { type Command, type Options, type Surroundings, someFiles, textOption, UsageError, worse } from "./command.js";
import {
  type ExitCode,
  isRefusal,
  type PolicySource,
  type Refusal,
  readJsonSource,
  readPolicy,
  refusalOf,
} from "./input.js";
import type { Look, Part } from "./terminal.js";

/** An application that was assessed. */
interface Checked {
  readonly file: string;
  readonly application: Application;
  readonly assessment: Assessment;
}

/** The policy that answers, and the documents of its versions. */
type Loaded = Pick<PolicySource, "policy" | "versions">;

const outcomes: readonly Outcome[] = ["eligible", "ineligible", "undetermined"];
const looks: Readonly<Record<Outcome, Look>> = { eligible: "green", ineligible: "red", undetermined: "yellow" };

/** The options of an assessment, as the core names them and as the command does. */
const optionNames: Readonly<Record<string, string>> = {
  asOf: "--as-of",
  knownAt: "--known-at",
  programmes: "--programme",
};

export const check: Command = {
  options: {
    policy: { type: "string" },
    "as-of": { type: "string" },
    "known-at": { type: "string" },
    programme: { type: "string", multiple: true },
    require: { type: "string" },
    json: { type: "boolean" },
  },
  run(surroundings, options, files) {
    const required = requiredOutcome(surroundings, options);
    const applications = someFiles(surroundings, files);
    const policyFile = textOption(options, "policy");
    if (policyFile === "-" && applications.includes("-")) throw new UsageError(surroundings.says.usage.stdinTwice);

    const loaded = load(policyFile);
    if (isRefusal(loaded)) return refuse(surroundings, options, loaded);
    const asked = assessOptions(options);
    const misused = optionRefusal(loaded.policy, asked);
    if (misused) return refuse(surroundings, options, misused);
    const results = applications.map((file) => checked(file, loaded.policy, asked));
    if (options.json) surroundings.out.json(forMachines(results));
    else for (const result of results) show(surroundings, result, loaded, asked);
    return results.reduce<ExitCode>(
      (exit, result) => worse(exit, isRefusal(result) ? result.exit : requirement(surroundings, result, required)),
      0,
    );
  },
};

/** Nothing can be assessed: the policy is refused, or an option. */
function refuse(surroundings: Surroundings, options: Options, refusal: Refusal): ExitCode {
  if (options.json) surroundings.out.json({ file: refusal.file, errors: refusal.errors });
  else surroundings.showRefusal(refusal);
  return refusal.exit;
}

function requiredOutcome(surroundings: Surroundings, options: Options): Outcome | undefined {
  const name = textOption(options, "require");
  const outcome = outcomes.find((known) => known === name);
  if (name !== undefined && !outcome)
    throw new UsageError(surroundings.say(surroundings.says.usage.unknownOutcome, { name }));
  return outcome;
}

function load(file: string | undefined): Loaded | Refusal {
  if (file === undefined) {
    const policy: Policy = loadPolicy();
    return { policy, versions: [policy.document] };
  }
  return readPolicy(file);
}

function assessOptions(options: Options): AssessOptions {
  const knownAt = textOption(options, "known-at");
  const programmes = options.programme;
  return {
    // One moment for all that is asked, though the clock goes on.
    asOf: textOption(options, "as-of") ?? new Date(),
    ...(knownAt === undefined ? {} : { knownAt }),
    ...(Array.isArray(programmes) ? { programmes: programmes.map(String) } : {}),
  };
}

function checked(file: string, policy: Policy, options: AssessOptions): Checked | Refusal {
  const source = readJsonSource(file);
  if (isRefusal(source)) return source;
  const application = source.value as Application;
  try {
    return { file, application, assessment: policy.assess(application, options) };
  } catch (error) {
    return refusalOf(error, source);
  }
}

/** What is wrong with the options, whatever the application: that is wrong usage. */
function optionRefusal(policy: Policy, options: AssessOptions): Refusal | null {
  try {
    policy.assess({}, options);
    return null;
  } catch (error) {
    if (!(error instanceof KaiboError)) throw error;
    const errors = error.errors.map((fault) => ({ ...fault, path: optionNames[fault.path.split("/")[1] ?? ""] ?? "" }));
    return { file: "kaibo check", exit: 2, errors };
  }
}

function forMachines(results: readonly (Checked | Refusal)[]): unknown {
  const each = results.map((result) =>
    isRefusal(result)
      ? { file: result.file, errors: result.errors }
      : { file: result.file, assessment: result.assessment },
  );
  const [only] = each;
  if (each.length > 1 || !only) return each;
  return "assessment" in only ? only.assessment : only;
}

function requirement(surroundings: Surroundings, result: Checked, required: Outcome | undefined): ExitCode {
  if (!required) return 0;
  const others = result.assessment.programmes.filter(({ outcome }) => outcome !== required);
  if (others.length === 0) return 0;
  const words = surroundings.words();
  surroundings.err.line(
    { text: "✗ ", as: "red" },
    words.say(surroundings.says.notRequired, {
      file: result.file,
      required: words.messages.outcome[required],
      programmes: words.list(others.map(({ id }) => id)),
      count: others.length,
    }),
  );
  return 1;
}

function show(surroundings: Surroundings, result: Checked | Refusal, loaded: Loaded, options: AssessOptions): void {
  if (isRefusal(result)) {
    surroundings.showRefusal(result);
    return;
  }
  const { file, assessment } = result;
  const { out, says } = surroundings;
  const document =
    loaded.versions.find(({ version }) => version === assessment.policy.version) ?? loaded.policy.document;
  const words = surroundings.words(document);
  out.line({ text: file, as: "bold" });
  const { version } = assessment.policy;
  const policy = { title: words.text(document.title), version, day: words.day(assessment.asOf) };
  out.line({ text: words.say(says.policy, policy), as: "dim" });
  const report = new Report(surroundings, words, document, assessment.programmes);
  for (const programme of assessment.programmes) {
    out.line();
    report.show(programme);
    showNext(surroundings, words, result.application, programme, loaded.policy, options);
  }
  report.showShared();
  out.line();
}

/** When the outcome changes next, if nothing happens. */
function showNext(
  { out, says }: Surroundings,
  words: Words,
  application: Application,
  programme: ProgrammeAssessment,
  policy: Policy,
  { programmes: _, ...moment }: AssessOptions,
): void {
  const { nextChange } = policy.outlook(programme.id, application, moment);
  if (!nextChange) {
    out.line("  ", { text: says.noNext, as: "dim" });
    return;
  }
  const said = {
    day: words.day(nextChange.on),
    outcome: words.messages.outcome[nextChange.outcome],
    causes: words.list(nextChange.criteria.map((id) => criterionTitle(words, id))),
  };
  out.line("  ", { text: words.say(says.next, said), as: looks[nextChange.outcome] });
}

/** What is shown of each programme, and of all of them. */
class Report {
  readonly #out: Surroundings["out"];
  readonly #says: Surroundings["says"];
  /** Caveats that go with every one of several programmes are said once. */
  readonly #shared: readonly string[];

  constructor(
    { out, says }: Surroundings,
    readonly words: Words,
    readonly document: PolicyWords,
    programmes: readonly ProgrammeAssessment[],
  ) {
    this.#out = out;
    this.#says = says;
    const [first, ...others] = programmes;
    const isShared = (code: string) =>
      others.length > 0 &&
      programmes.every((one) => one.caveats.includes(code) && !dated(one).some(({ caveat }) => caveat === code));
    this.#shared = first?.caveats.filter(isShared) ?? [];
  }

  show(programme: ProgrammeAssessment): void {
    const { id, outcome, criteria } = programme;
    const look = looks[outcome];
    this.#out.line({ text: describeOutcome(this.words, programme), as: look }, "  ", { text: id, as: "dim" });
    const isSettled = outcome !== "undetermined";
    for (const criterion of criteria.filter(({ result }) => !isSettled || result === "unmet"))
      this.#criterion(criterion, "  ");
    this.#idle(criteria, isSettled);
    this.#needs(programme);
    this.#caveats(programme);
  }

  /** What goes with every programme. */
  showShared(): void {
    if (this.#shared.length > 0) this.#out.line();
    for (const code of this.#shared) this.#note("", this.#caveatText(code));
  }

  #criterion(criterion: CriterionResult, indent: string): void {
    const { id, clause, kind, result, reason, children = [] } = criterion;
    const isRisk = kind === "risk";
    if (result === "met" || (isRisk && result === "unknown")) return;
    const [mark, look]: [string, Look] = isRisk
      ? ["! ", "yellow"]
      : result === "unmet"
        ? ["✗ ", "red"]
        : ["? ", "yellow"];
    const said = isRisk
      ? this.words.say(this.#says.atRisk, { title: criterionTitle(this.words, id) })
      : describeCriterion(this.words, criterion);
    const why: Part[] = reason ? [" — ", this.words.messages.reason[reason]] : [];
    const where = this.words.say(this.#says.clause, { clause });
    this.#out.line(indent, { text: mark, as: look }, said, ...why, "  ", { text: `${where} · ${id}`, as: "dim" });
    for (const part of children) this.#criterion(part, `${indent}  `);
  }

  /** What decides nothing is counted, not listed. */
  #idle(criteria: readonly CriterionResult[], isSettled: boolean): void {
    const unknown = criteria.filter(({ result }) => result === "unknown");
    const risks = unknown.filter(({ kind }) => kind === "risk").length;
    const others = isSettled ? unknown.length - risks : 0;
    this.#count(this.#says.idle, others);
    this.#count(this.#says.unknownRisks, risks);
  }

  #count(message: string, count: number): void {
    if (count > 0) this.#out.line("  ", { text: `? ${this.words.say(message, { count })}`, as: "dim" });
  }

  #needs({ missing, parametersNeeded, metricsNeeded }: ProgrammeAssessment): void {
    const { facts, parameters } = this.document;
    this.#list(this.#says.missing, missing, (id) => this.words.text(byId(facts, id)?.question));
    this.#list(this.#says.parametersNeeded, parametersNeeded, (id) => {
      const parameter = byId(parameters, id);
      const title = this.words.title(id);
      return parameter?.help ? `${title}${this.words.messages.colon}${this.words.text(parameter.help)}` : title;
    });
    this.#list(this.#says.metricsNeeded, metricsNeeded, (id) => this.words.title(id));
  }

  #list(heading: string, ids: readonly string[], say: (id: string) => string): void {
    if (ids.length === 0) return;
    this.#out.line("  ", { text: heading, as: "bold" });
    for (const id of ids) this.#out.line("    ", { text: id, as: "cyan" }, "  ", say(id));
  }

  #caveats({ caveats, caveatDates, goingLive }: ProgrammeAssessment): void {
    for (const code of caveats.filter((one) => !this.#shared.includes(one))) {
      const dates = caveatDates
        .filter(({ caveat }) => caveat === code)
        .map((date) => {
          const { certainty, eligibleThrough, reviewTo } = date;
          return this.words.say(this.#says.reviewDates, {
            through: this.words.day(eligibleThrough),
            review: this.words.day(reviewTo),
            certainty: this.words.messages.certainty[certainty],
          });
        });
      const live = goingLive
        .filter(({ caveat }) => caveat === code)
        .map(({ on, outcome }) =>
          this.words.say(this.#says.goingLive, {
            day: this.words.day(on),
            outcome: this.words.messages.outcome[outcome],
          }),
        );
      const text = [this.#caveatText(code), ...dates, ...live].join(this.words.messages.clauseSeparator);
      this.#note("  ", text);
    }
  }

  #note(indent: string, text: string): void {
    this.#out.line(indent, { text: this.words.say(this.#says.note, { text }), as: "dim" });
  }

  #caveatText(code: string): string {
    if (code === "not-in-force") return this.words.messages.engineCaveat[code];
    const caveat = byId(this.document.caveats, code);
    return caveat ? this.words.text(caveat.title) : code;
  }
}

/** The caveats that something more is known of. */
function dated({ caveatDates, goingLive }: ProgrammeAssessment): readonly { readonly caveat: string }[] {
  return [...caveatDates, ...goingLive];
}
