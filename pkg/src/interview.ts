// The interview without a face: which question comes next, what was answered, and what follows from it.

import type {
  Assessment,
  CriterionResult,
  ErrorCode,
  LedgerSummary,
  Outlook,
  ProgrammeAssessment,
  Question,
  Remedies,
  Schedule,
  Verdict,
} from "./generated/index.js";
import { byId, onClock, type PolicyWords } from "./locales/document.js";
import type { Application, Broadcast, FactValue, Policy, ScheduleOptions, SuppliedParameter } from "./policy.js";

/** The broadcasts of an account, and between which days their list is complete. */
export interface Ledger {
  readonly broadcasts: readonly Broadcast[];
  /** The first day from which the list is complete, `YYYY-MM-DD`, or `"beginning"`; `null`: it is not said. */
  readonly since: string | null;
  /** The last day through which it is complete; `null`: it is not said. */
  readonly through: string | null;
}

/** One thing that is wrong with an input. */
export interface InterviewFault {
  readonly code: ErrorCode;
  /** JSON Pointer into the application, as the core gives it: `/broadcasts/3/startedAt`. */
  readonly path: string;
}

/** Why the last input for a fact, a parameter, the ledger or the day was refused; nothing of it was kept. */
export interface InterviewError {
  readonly code: ErrorCode;
  /** JSON Pointer into the application, as the core gives it. */
  readonly path: string;
  /** All that is wrong, the first one included. */
  readonly faults: readonly InterviewFault[];
  /** Facts whose answers it disagrees with; they can be given up with `forget`. */
  readonly conflicts: readonly string[];
}

/** All there is to show. A new object after every change; never changed in place. */
export interface InterviewState {
  /** The programme asked about. */
  readonly programme: string;
  /** The day of submission, `YYYY-MM-DD` in the policy's zone. */
  readonly asOf: string;
  /** Today in the policy's zone, `YYYY-MM-DD`. */
  readonly today: string;
  /** The day as of which the facts hold: today, or the day of submission if that is earlier. No past event lies after it. */
  readonly knownAt: string;
  /** The core's rows, stable whatever is answered. */
  readonly questions: readonly Question[];
  /** The fact asked for now; `null` shows the verdict. */
  readonly current: string | null;
  /** What follows for the programme. */
  readonly assessment: ProgrammeAssessment;
  /** What follows for every programme from the same answers, in the document's order. */
  readonly programmes: readonly ProgrammeAssessment[];
  /** The outcomes from the day of submission on, if nothing happens. */
  readonly outlook: Outlook;
  /** The same with the planned broadcasts; without any, the same. */
  readonly plannedOutlook: Outlook;
  /** What leads to eligible, or what stands in the way for good. */
  readonly remedies: Remedies;
  /** The days of the procedure, for that day of submission and the planned start, if one was answered. */
  readonly schedule: Schedule;
  /** What a criterion's or a named part's result becomes on its `changesOn`, by id. */
  readonly changes: Readonly<Record<string, Verdict>>;
  /** The answers, by fact. */
  readonly answers: Readonly<Record<string, FactValue>>;
  /** Facts answered with "not sure". */
  readonly skipped: readonly string[];
  /** Values the platform told the user, by parameter. */
  readonly parameters: Readonly<Record<string, SuppliedParameter>>;
  /** The broadcasts that were listed; `null` where none were, and nothing is said of their list. */
  readonly ledger: Ledger | null;
  /** What was made of them. */
  readonly ledgerSummary: LedgerSummary | null;
  /** Days after {@link InterviewState.knownAt} on which broadcasts are planned, ascending. */
  readonly plannedBroadcasts: readonly string[];
  /** Refused inputs, by fact or parameter id, or `asOf`, `ledger`, `plannedBroadcasts`. */
  readonly errors: Readonly<Record<string, InterviewError>>;
  /** How many questions can still come at most, the current one included. */
  readonly remaining: number;
  /** How many steps `back()` can take. */
  readonly depth: number;
}

/** How an interview starts. */
export interface InterviewOptions {
  /** The day of submission, `YYYY-MM-DD`; default: today. */
  readonly asOf?: string;
  /** Today in the policy's zone, `YYYY-MM-DD`; default: by the clock. */
  readonly today?: string;
  /** Answers to start with. */
  readonly answers?: Readonly<Record<string, FactValue>>;
  /** Facts not to ask for. */
  readonly skipped?: readonly string[];
  /** Values the platform told. */
  readonly parameters?: Readonly<Record<string, SuppliedParameter>>;
  /** The broadcasts that were listed. */
  readonly ledger?: Ledger | null;
  /** Days on which broadcasts are planned; those that are no longer ahead are dropped. */
  readonly plannedBroadcasts?: readonly string[];
}

/** What to give up so that an input can be kept. */
export interface AnswerOptions {
  /** Facts whose answers are given up, as named by {@link InterviewError.conflicts}. */
  readonly forget?: readonly string[];
}

/** A running interview. Every method that takes input returns whether it was accepted. */
export interface Interview {
  /** What to show now. */
  readonly state: InterviewState;
  /** Keeps an answer and goes on; a refused one stays in `errors`, at its fact. */
  answer(factId: string, value: FactValue, options?: AnswerOptions): boolean;
  /** "Not sure": drops the answer, if there was one, and goes on. The fact is not asked again by itself. */
  skip(factId: string): boolean;
  /** One step back, to the question or the verdict shown before; `false` at the beginning. Answers stay. */
  back(): boolean;
  /** Shows a question again, or the verdict (`null`). */
  goTo(factId: string | null): void;
  /** Changes the day of submission. */
  setAsOf(day: string, options?: AnswerOptions): boolean;
  /** Keeps a value the platform told, or drops it (`null`). */
  setParameter(parameterId: string, told: SuppliedParameter | null): boolean;
  /** Keeps the broadcasts and what is said of their list, or drops them (`null`); where any is refused, all are. */
  setLedger(ledger: Ledger | null, options?: AnswerOptions): boolean;
  /** Keeps the days of broadcasts still to come, for {@link InterviewState.plannedOutlook}. */
  setPlannedBroadcasts(days: readonly string[]): boolean;
  /** Calls `listener` after every change; the result ends it. */
  subscribe(listener: (state: InterviewState) => void): () => void;
}

/** The part of a policy an interview needs. */
export type InterviewPolicy = Pick<Policy, "document" | "assess" | "questions" | "outlook" | "remedies" | "schedule">;

/** What an input is laid on: all that was kept so far. */
interface Kept {
  readonly asOf: string;
  readonly answers: Readonly<Record<string, FactValue>>;
  readonly skipped: readonly string[];
  readonly parameters: Readonly<Record<string, SuppliedParameter>>;
  readonly ledger: Ledger | null;
  readonly plannedBroadcasts: readonly string[];
}

/** What the core said to it. */
interface Said {
  readonly knownAt: string;
  readonly assessment: Assessment;
  readonly questions: readonly Question[];
  readonly next: string | null;
  readonly schedule: Schedule;
  outlook(): Outlook;
  plannedOutlook(): Outlook;
  remedies(): Remedies;
  programmes(): readonly ProgrammeAssessment[];
}

/** A longer text has a time of day too. */
const DAY_LENGTH = "YYYY-MM-DD".length;

/** The day it is in a zone with that fixed offset (`"+08:00"`), `YYYY-MM-DD`. */
export function todayAt(utcOffset: string, now: number = Date.now()): string {
  return onClock(utcOffset, now).slice(0, DAY_LENGTH);
}

/**
 * Starts an interview about one programme.
 *
 * @param policy - A loaded policy.
 * @param programmeId - The programme.
 * @throws `KaiboError` where the programme or something in the options is not valid.
 */
export function createInterview(
  policy: InterviewPolicy,
  programmeId: string,
  options: InterviewOptions = {},
): Interview {
  return new PolicyInterview(policy, programmeId, options);
}

class PolicyInterview implements Interview {
  readonly #policy: InterviewPolicy;
  readonly #document: PolicyWords;
  readonly #programme: string;
  readonly #today: string;
  readonly #listeners = new Set<(state: InterviewState) => void>();
  /** What was shown before, oldest first; `null` stands for the verdict. */
  #trail: readonly (string | null)[] = [];
  #kept: Kept;
  #said: Said;
  #current: string | null;
  #errors: Readonly<Record<string, InterviewError>> = {};
  #state: InterviewState;
  /** The last one: most answers leave it as it is. */
  #schedule: { readonly days: ScheduleOptions; readonly schedule: Schedule } | undefined;

  constructor(policy: InterviewPolicy, programmeId: string, options: InterviewOptions) {
    this.#policy = policy;
    this.#document = policy.document as unknown as PolicyWords;
    this.#programme = programmeId;
    this.#today = options.today ?? todayAt(this.#document.utcOffset);
    const asOf = options.asOf ?? this.#today;
    this.#kept = {
      asOf,
      answers: options.answers ?? {},
      skipped: options.skipped ?? [],
      parameters: options.parameters ?? {},
      ledger: options.ledger ?? null,
      plannedBroadcasts: this.#ahead(options.plannedBroadcasts ?? [], asOf),
    };
    this.#said = this.#ask(this.#kept);
    this.#current = this.#next();
    this.#state = this.#draw();
  }

  get state(): InterviewState {
    return this.#state;
  }

  answer(factId: string, value: FactValue, options: AnswerOptions = {}): boolean {
    const answers = { ...without(this.#kept.answers, options.forget ?? []), [factId]: value };
    const skipped = this.#kept.skipped.filter((id) => id !== factId);
    return this.#keep({ ...this.#kept, answers, skipped }, factId);
  }

  skip(factId: string): boolean {
    const answers = without(this.#kept.answers, [factId]);
    const skipped = [...this.#kept.skipped.filter((id) => id !== factId), factId];
    return this.#keep({ ...this.#kept, answers, skipped }, factId);
  }

  back(): boolean {
    const before = this.#trail[this.#trail.length - 1];
    if (before === undefined) return false;
    this.#trail = this.#trail.slice(0, -1);
    this.#current = before;
    this.#errors = {};
    this.#changed();
    return true;
  }

  goTo(factId: string | null): void {
    if (factId === this.#current) return;
    this.#move(factId);
    this.#errors = {};
    this.#changed();
  }

  setAsOf(day: string, options: AnswerOptions = {}): boolean {
    const answers = without(this.#kept.answers, options.forget ?? []);
    const plannedBroadcasts = this.#ahead(this.#kept.plannedBroadcasts, day);
    return this.#keep({ ...this.#kept, answers, asOf: day, plannedBroadcasts }, "asOf");
  }

  setParameter(parameterId: string, told: SuppliedParameter | null): boolean {
    const others = without(this.#kept.parameters, [parameterId]);
    const parameters = told === null ? others : { ...others, [parameterId]: told };
    return this.#keep({ ...this.#kept, parameters }, parameterId);
  }

  setLedger(ledger: Ledger | null, options: AnswerOptions = {}): boolean {
    const answers = without(this.#kept.answers, options.forget ?? []);
    return this.#keep({ ...this.#kept, answers, ledger }, "ledger");
  }

  setPlannedBroadcasts(days: readonly string[]): boolean {
    const plannedBroadcasts = [...new Set(days)].sort();
    return this.#keep({ ...this.#kept, plannedBroadcasts }, "plannedBroadcasts");
  }

  subscribe(listener: (state: InterviewState) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Keeps what was put in, if the core accepts it; else notes the error at its place. */
  #keep(kept: Kept, place: string): boolean {
    try {
      this.#said = this.#ask(kept);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      this.#errors = { ...this.#errors, [place]: this.#refused(error, place) };
      this.#changed();
      return false;
    }
    this.#kept = kept;
    this.#errors = {};
    this.#move(this.#next());
    this.#changed();
    return true;
  }

  #move(to: string | null): void {
    if (to === this.#current) return;
    this.#trail = [...this.#trail, this.#current];
    this.#current = to;
  }

  /** Asks what the next question depends on; what only a verdict shows is asked when it is looked at. */
  #ask(kept: Kept): Said {
    const knownAt = this.#knownAt(kept.asOf);
    const application = applicationOf(kept);
    const moment = { asOf: kept.asOf, knownAt };
    const { plannedBroadcasts } = kept;
    const isPlanned = plannedBroadcasts.length > 0;
    const assessment = this.#policy.assess(application, { ...moment, programmes: [this.#programme] });
    const { rows, next } = this.#policy.questions(this.#programme, application, moment);
    // What is put in is refused here or not at all: planned broadcasts and days go through their own questions.
    const planned = isPlanned
      ? this.#policy.outlook(this.#programme, application, { ...moment, plannedBroadcasts })
      : undefined;
    const days = { submitOn: kept.asOf, ...this.#planned(kept) };
    const before = this.#schedule;
    const isSame = before && before.days.submitOn === days.submitOn && before.days.startOn === days.startOn;
    const schedule = isSame ? before.schedule : this.#policy.schedule(this.#programme, days);
    this.#schedule = { days, schedule };
    const outlook = once(() => this.#policy.outlook(this.#programme, application, moment));
    return {
      knownAt,
      assessment,
      questions: rows,
      next,
      schedule,
      outlook,
      plannedOutlook: planned ? () => planned : outlook,
      remedies: once(() => this.#policy.remedies(this.#programme, application, moment)),
      programmes: once(() => this.#policy.assess(application, moment).programmes),
    };
  }

  #knownAt(asOf: string): string {
    return asOf < this.#today ? asOf : this.#today;
  }

  /** The days that still lie ahead for whoever submits on that day. */
  #ahead(days: readonly string[], asOf: string): readonly string[] {
    return days.filter((day) => day > this.#knownAt(asOf));
  }

  /** The day of the event that the programme's deadline lies before, where it was answered. */
  #planned(kept: Kept): { readonly startOn?: string } {
    const procedure = byId(this.#document.programmes, this.#programme)?.procedure ?? [];
    const event = procedure.find((step) => step.deadline)?.deadline?.before;
    const answer = event === undefined ? undefined : kept.answers[event];
    if (typeof answer !== "string") return {};
    if (answer.length === DAY_LENGTH) return { startOn: answer };
    return { startOn: todayAt(this.#document.utcOffset, Date.parse(answer)) };
  }

  /** The core's next question; where the user is not sure of it, the next one that matters. */
  #next(): string | null {
    const { next } = this.#said;
    if (next === null || !this.#kept.skipped.includes(next)) return next;
    return this.#open()[0] ?? null;
  }

  /** The facts that still matter to the outcome, that are unknown, and that the user did not pass over. */
  #open(): readonly string[] {
    return this.#said.questions
      .filter((row) => row.relevant === "outcome" && !row.answered && !this.#kept.skipped.includes(row.fact))
      .map((row) => row.fact);
  }

  #refused(error: Refusal, place: string): InterviewError {
    const faults = (error.errors ?? [error]).map(({ code, path }) => ({ code, path }));
    return { code: error.code, path: error.path, faults, conflicts: this.#conflicts(error, place) };
  }

  /** The answers an input disagrees with: those tied to it by a law of the document, later than a new day, or at odds with the ledger. */
  #conflicts(error: Refusal, place: string): readonly string[] {
    if (place === "asOf" || place === "ledger") {
      const faults = (error.errors ?? [error]).filter(({ path }) => path.startsWith("/facts/"));
      const named = faults.map(({ path }) => path.split("/")[2] ?? "");
      return [...new Set(named)].filter((id) => id in this.#kept.answers);
    }
    if (error.code !== "event-order" && error.code !== "never-alone") return [];
    const tied = this.#document.facts.flatMap((fact) =>
      (fact.constraints ?? []).flatMap((law) => {
        const pair = [fact.id, law.notAfter ?? law.neverWith ?? fact.id];
        return pair.includes(place) ? pair : [];
      }),
    );
    return [...new Set(tied)].filter((id) => id !== place && id in this.#kept.answers);
  }

  #changed(): void {
    this.#state = this.#draw();
    for (const listener of this.#listeners) listener(this.#state);
  }

  #draw(): InterviewState {
    const said = this.#said;
    const { assessment, knownAt, questions, schedule } = said;
    const own = byId(assessment.programmes, this.#programme) as ProgrammeAssessment;
    const open = this.#open();
    const kept = this.#kept;
    const changes = once(() => this.#changes(own, kept, knownAt));
    return {
      programme: this.#programme,
      asOf: kept.asOf,
      today: this.#today,
      knownAt,
      questions,
      current: this.#current,
      assessment: own,
      get programmes() {
        return said.programmes();
      },
      get outlook() {
        return said.outlook();
      },
      get plannedOutlook() {
        return said.plannedOutlook();
      },
      get remedies() {
        return said.remedies();
      },
      schedule,
      get changes() {
        return changes();
      },
      answers: kept.answers,
      skipped: kept.skipped,
      parameters: kept.parameters,
      ledger: kept.ledger,
      ledgerSummary: assessment.ledger,
      plannedBroadcasts: kept.plannedBroadcasts,
      errors: this.#errors,
      remaining: open.length + (this.#current !== null && !open.includes(this.#current) ? 1 : 0),
      depth: this.#trail.length,
    };
  }

  /** "It changes" is not enough to say: the result on that day is. */
  #changes(today: ProgrammeAssessment, kept: Kept, knownAt: string): Readonly<Record<string, Verdict>> {
    const changing = today.criteria.flatMap(withParts).filter(({ changesOn }) => changesOn !== null);
    const days = [...new Set(changing.map(({ changesOn }) => changesOn as string))];
    const then = new Map(days.map((day) => [day, this.#assessOn(day, kept, knownAt).criteria.flatMap(withParts)]));
    return Object.fromEntries(
      changing.flatMap(({ id, changesOn }) => {
        const result = byId(then.get(changesOn as string), id)?.result;
        return result === undefined ? [] : [[id, result]];
      }),
    );
  }

  #assessOn(day: string, kept: Kept, knownAt: string): ProgrammeAssessment {
    const application = applicationOf(kept);
    const options = { asOf: day, knownAt, programmes: [this.#programme] };
    return this.#policy.assess(application, options).programmes[0] as ProgrammeAssessment;
  }
}

/** What malformed input is refused with; told by its shape, for each entry of the package has a class of its own. */
interface Refusal {
  readonly code: ErrorCode;
  readonly path: string;
  /** All that is wrong, each with its path. */
  readonly errors?: readonly InterviewFault[];
}

function applicationOf({ answers, parameters, ledger }: Kept): Application {
  return {
    facts: answers,
    parameters,
    ...(ledger === null ? {} : { broadcasts: ledger.broadcasts }),
    ...(ledger?.since == null ? {} : { broadcastsSince: ledger.since }),
    ...(ledger?.through == null ? {} : { broadcastsThrough: ledger.through }),
  };
}

/** Asks once, when it is first needed. */
function once<T>(ask: () => T): () => T {
  let answer: { readonly is: T } | undefined;
  return () => {
    answer ??= { is: ask() };
    return answer.is;
  };
}

function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && error.name === "KaiboError" && "code" in error && "path" in error;
}

function without<T>(record: Readonly<Record<string, T>>, keys: readonly string[]): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}

function withParts(criterion: CriterionResult): readonly CriterionResult[] {
  return [criterion, ...(criterion.children ?? []).flatMap(withParts)];
}
