// A loaded policy and its questions: the typed face of the WebAssembly core.

import { builtIn } from "./built-in.js";
import type { BuiltIn } from "./built-in-types.js";
import { compile, coreOf, type PolicySource, release } from "./compiled.js";
import { deciderOf } from "./decide.js";
import { callCore, KaiboError, notReady } from "./error.js";
import type { Schedule } from "./generated/index.js";
import type { WasmPolicy } from "./glue.js";
import type { PolicyWords } from "./locales/document.js";
import type {
  AssessmentOf,
  DecisionOf,
  FactValue,
  OutlookOf,
  ParameterOf,
  PolicyTypes,
  QuestionsOf,
  RemediesOf,
  TierRow,
} from "./typed.js";

export type { Facts, FactValue, PolicyTypes, TierRow } from "./typed.js";

let wrap: <T extends PolicyTypes>(source: PolicySource) => Policy<T>;
let unwrap: (policy: Policy) => PolicySource | null | undefined;

/** One broadcast. What is left out is unknown. Exactly one of `endedAt` and `minutes` is given. */
export interface Broadcast {
  /** When it started: a date-time with its offset, or a `Date`; a day `"YYYY-MM-DD"` where the time is not known. */
  readonly startedAt: Date | string;
  /** When it ended, where `startedAt` has a time of day. */
  readonly endedAt?: Date | string;
  /** How many minutes it lasted. */
  readonly minutes?: number;
  /** GMV paid, before refunds, in the policy's currency with at most two decimals. */
  readonly gmv?: number;
  /** What of it was refunded. */
  readonly refundedGmv?: number;
  /** The most viewers it had at one time. */
  readonly viewers?: number;
  /** Its average viewers. */
  readonly averageViewers?: number;
}

/** A value the policy's source does not publish, as someone was told it. */
export interface SuppliedParameter<V = FactValue | readonly TierRow[]> {
  /** The value, in the parameter's unit; of a tier table its rows. */
  readonly value: V;
  /** Who or what told it. */
  readonly source: string;
  /** The day it was told, `"YYYY-MM-DD"`. */
  readonly toldOn: string;
}

/** What is known of an applicant. */
export interface Application<T extends PolicyTypes = PolicyTypes> {
  /** Facts by id; absent ones are unknown. */
  readonly facts?: T["facts"];
  /** Unpublished parameters by id, where the platform told them. */
  readonly parameters?: { readonly [P in ParameterOf<T>]?: SuppliedParameter<T["parameters"][P]> };
  /**
   * The broadcasts the account made, in any order. Each belongs to the day in the policy's zone on which it starts. One
   * that stands twice, the same in everything, counts once; two that overlap both count, the time they share once.
   */
  readonly broadcasts?: readonly Broadcast[];
  /** The first day from which their list is complete, or `"beginning"`. Without both days nothing is assumed. */
  readonly broadcastsSince?: string;
  /** The last day through which it is complete. */
  readonly broadcastsThrough?: string;
}

/**
 * A moment: a `Date`, milliseconds since 1970, a date-time with its offset from UTC, or a day `"YYYY-MM-DD"` in the
 * policy's time zone: that whole day, so its events have happened.
 */
export type Moment = Date | number | string;

/** When a question is asked. */
export interface MomentOptions {
  /** The moment of assessment; default: now. */
  readonly asOf?: Moment;
  /** The moment as of which the facts hold, and after which no past event lies; default: `asOf`. */
  readonly knownAt?: Moment;
}

/** When an assessment is asked for, and of what. */
export interface AssessOptions<T extends PolicyTypes = PolicyTypes> extends MomentOptions {
  /** The ids of the programmes to assess; default: all of them, in the document's order. */
  readonly programmes?: readonly T["programmes"][];
}

/** When a decision is asked for, and what the platform told. */
export interface DecideOptions<T extends PolicyTypes = PolicyTypes> extends MomentOptions {
  /** Unpublished parameters by id, where the platform told them. */
  readonly parameters?: Application<T>["parameters"];
}

/** When an outlook is asked for, and how far it looks. */
export interface OutlookOptions extends MomentOptions {
  /** The last day to look at, `"YYYY-MM-DD"`; default: the last window stays open. */
  readonly until?: string;
  /** Broadcasts still to come, after `knownAt`: each as in an application, or just its day or moment. */
  readonly plannedBroadcasts?: readonly (Broadcast | Date | string)[];
}

/** What is planned. */
export interface ScheduleOptions {
  /** The day of submission, `"YYYY-MM-DD"`. */
  readonly submitOn?: string;
  /** The day of the planned start, `"YYYY-MM-DD"`. */
  readonly startOn?: string;
}

/** A policy document: JSON text or its parsed object, or an array of versions of one policy. */
export type PolicyInput = string | object;

/** A policy document of format 1. The words in it are typed; `kaibo/schema.json` describes the rest. */
export type PolicyDocument = PolicyWords & Readonly<Record<string, unknown>>;

/** How a policy is loaded; the entries differ in where the core comes from alone. */
export interface LoadPolicy {
  /**
   * Loads the built-in policy, of the WeChat Channels live-commerce incentives.
   *
   * @throws {@link KaiboError} with code `not-ready` where the core does not run.
   */
  (): Policy<BuiltIn>;
  /**
   * Loads a policy document, or several versions of one policy, of which the moment of assessment picks one.
   *
   * @typeParam T - The policy's ids, as `kaibo types` writes them from the document; default: any.
   * @param document - JSON text or its parsed object, or an array of versions; `undefined` for the built-in policy.
   * @throws {@link KaiboError} for a malformed document, with all its faults; with code `not-ready` where the core
   * does not run.
   */
  <T extends PolicyTypes = PolicyTypes>(document: PolicyInput | undefined): Policy<T>;
}

/**
 * A policy, read and compiled once; it answers without changing.
 *
 * Nobody has to free it: the core keeps the last few policies that were used, those of equal digests once, and reads one
 * that it dropped again when it is asked. `dispose` frees its memory at once.
 *
 * @typeParam T - The policy's ids, for the type checker; the core checks them whatever it is. `Policy` is any policy.
 */
export class Policy<T extends PolicyTypes = PolicyTypes> {
  /** The policy's id. */
  readonly id: string;
  /** The name of the newest version. */
  readonly version: string;
  /** SHA-256 over the newest version's canonical form (RFC 8785), in lower-case hexadecimal. */
  readonly digest: string;

  /** The same as `dispose`, for `using`; absent in engines without `Symbol.dispose`. */
  declare readonly [Symbol.dispose]: () => void;

  #source: PolicySource | null;
  #document: PolicyDocument | undefined;

  private constructor(source: PolicySource) {
    const core = coreOf(source);
    this.#source = source;
    this.id = core.id;
    this.version = core.version;
    this.digest = core.digest;
  }

  /** The document of the newest version, deeply frozen. */
  get document(): PolicyDocument {
    this.#document ??= freeze(JSON.parse(this.#loaded.document) as PolicyDocument);
    return this.#document;
  }

  /**
   * What is known at one moment about each programme.
   *
   * @param application - What is known of the applicant; facts left out are unknown.
   * @param options - The moment and the programmes.
   * @returns One entry a programme: its outcome, each criterion with the reasons, and what is missing.
   * @throws {@link KaiboError} for malformed input, all of it at once.
   *
   * @example
   * ```js
   * import { loadPolicy } from "kaibo";
   *
   * const { programmes } = loadPolicy().assess({ facts: { firstBroadcastOn: "2023-08-05" } }, { asOf: "2023-09-14" });
   * console.log(programmes[0].outcome); // "ineligible"
   * console.log(programmes[0].missing.length); // "0"
   * ```
   */
  assess(application: Application<T>, options?: AssessOptions<T>): AssessmentOf<T> {
    return callCore(() => this.#loaded.assess(application, options)) as AssessmentOf<T>;
  }

  /**
   * The outcome of one programme, as `assess` gives it, and what decides it: for many accounts one after another, or where
   * nothing else is shown. Facts that are booleans, numbers, choices or days take the shortest way, with a day or
   * milliseconds as `asOf` and no other option.
   *
   * @param programmeId - The programme asked about.
   * @param facts - What is known of the account; facts left out are unknown.
   * @param options - The moment, and parameters the platform told.
   * @returns The outcome, and the ids of the criteria and bars that are unmet and unknown.
   * @throws {@link KaiboError} for malformed input, all of it at once.
   *
   * @example
   * ```js
   * import { loadPolicy } from "kaibo";
   *
   * const { outcome, unmet } = loadPolicy().decide("cold-start", { hasBrandBadge: true }, { asOf: "2023-09-14" });
   * console.log(outcome, unmet.join()); // "ineligible no-brand-badge"
   * ```
   */
  decide(programmeId: T["programmes"], facts: T["facts"], options?: DecideOptions<T>): DecisionOf<T> {
    return callCore(() => {
      const core = this.#loaded;
      return deciderOf(core, () => this.document).decide(programmeId, facts, options);
    }) as DecisionOf<T>;
  }

  /**
   * What to ask. Rows stay in the document's order, and answering never removes one.
   *
   * @param programmeId - The programme asked about; `undefined` for all of them.
   * @param application - What is known of the applicant; facts left out are unknown.
   * @param options - The moment.
   * @returns A row for each fact, and the fact to ask next.
   * @throws {@link KaiboError} for malformed input, all of it at once.
   *
   * @example
   * ```js
   * import { loadPolicy } from "kaibo";
   *
   * const { rows, next } = loadPolicy().questions("cold-start", { facts: { sellsOnStream: true } });
   * console.log(next); // "hasBrandBadge"
   * console.log(rows[0].answered); // "true"
   * ```
   */
  questions(
    programmeId: T["programmes"] | undefined,
    application: Application<T>,
    options?: MomentOptions,
  ): QuestionsOf<T> {
    return callCore(() => this.#loaded.questions(programmeId, application, options)) as QuestionsOf<T>;
  }

  /**
   * The outcomes of a programme from the moment of assessment on, if nothing happens: on each day what `assess` answers
   * for that day with what is known at the moment of assessment.
   *
   * @param programmeId - The programme asked about.
   * @param application - What is known of the applicant; facts left out are unknown.
   * @param options - The moment, and the last day to look at.
   * @returns Contiguous windows of days, both ends inclusive, and the next change with what causes it.
   * @throws {@link KaiboError} for malformed input, all of it at once.
   *
   * @example
   * ```js
   * import { loadPolicy } from "kaibo";
   *
   * const application = {
   *   broadcasts: [{ startedAt: "2023-09-01T20:00:00+08:00", minutes: 90 }],
   *   broadcastsSince: "beginning",
   *   broadcastsThrough: "2023-09-14",
   * };
   * const { nextChange } = loadPolicy().outlook("cold-start", application, { asOf: "2023-09-14" });
   * console.log(nextChange.on, nextChange.outcome); // "2023-10-02 ineligible"
   * ```
   */
  outlook(programmeId: T["programmes"], application: Application<T>, options?: OutlookOptions): OutlookOf<T> {
    return callCore(() => this.#loaded.outlook(programmeId, application, options)) as OutlookOf<T>;
  }

  /**
   * Every smallest set of changes that leads to eligible, with what unknown facts must turn out to be, on the earliest
   * day. Each is proved; what nobody can change is never offered.
   *
   * @param programmeId - The programme asked about.
   * @param application - What is known of the applicant; facts left out are unknown.
   * @param options - The moment.
   * @returns The remedies, the earliest first; none when eligible already. Where nothing helps, what blocks.
   * @throws {@link KaiboError} for malformed input, all of it at once.
   *
   * @example
   * ```js
   * import { loadPolicy } from "kaibo";
   *
   * const facts = {
   *   sellsOnStream: true,
   *   hasBrandBadge: false,
   *   coldStartGrantedBefore: false,
   *   storeClosed: true,
   *   counterfeitOrSeriousViolation: false,
   *   tradesOrOverpromisesTraffic: false,
   *   cheating: false,
   *   firstBroadcastOn: "2023-08-01",
   *   lastBroadcastOn: "2023-09-01",
   * };
   * const { remedies } = loadPolicy().remedies("cold-start", { facts }, { asOf: "2023-09-14" });
   * console.log(remedies[0].on, remedies[0].changes[0].fact, remedies[0].changes[0].to); // "2023-11-01 storeClosed false"
   * ```
   */
  remedies(programmeId: T["programmes"], application: Application<T>, options?: MomentOptions): RemediesOf<T> {
    return callCore(() => this.#loaded.remedies(programmeId, application, options)) as RemediesOf<T>;
  }

  /**
   * By when to submit for a planned start, when a review ends, and the days of each step.
   *
   * @param programmeId - The programme asked about.
   * @param planned - The day of submission, the day of the start, or both.
   * @throws {@link KaiboError} for malformed input, all of it at once.
   *
   * @example
   * ```js
   * import { loadPolicy } from "kaibo";
   *
   * const policy = loadPolicy();
   * console.log(policy.schedule("benchmark", { startOn: "2023-10-15" }).submitBy); // "2023-10-01"
   * console.log(policy.schedule("cold-start", { submitOn: "2023-09-14" }).review.to); // "2023-09-21"
   * ```
   */
  schedule(programmeId: T["programmes"], planned?: ScheduleOptions): Schedule {
    return callCore(() => this.#loaded.schedule(programmeId, planned)) as Schedule;
  }

  /** Frees the core's memory; what needs the core throws `not-ready` from then on. */
  dispose(): void {
    const source = this.#source;
    this.#source = null;
    if (source) release(source);
  }

  get #loaded(): WasmPolicy {
    if (this.#source) return coreOf(this.#source);
    throw disposedOf();
  }

  static {
    wrap = <T extends PolicyTypes>(source: PolicySource) => new Policy<T>(source);
    unwrap = (policy) =>
      typeof policy === "object" && policy !== null && #source in policy ? policy.#source : undefined;
    // Chrome before 134 and Safari have no Symbol.dispose: a computed method would be named "undefined" there.
    if (Symbol.dispose) Object.defineProperty(Policy.prototype, Symbol.dispose, { value: Policy.prototype.dispose });
  }
}

/**
 * Reads a document into the core, which must run.
 *
 * @internal
 */
export function openPolicy<T extends PolicyTypes>(document: PolicyInput | undefined): Policy<T> {
  return wrap<T>(compile(document === undefined ? builtIn : document));
}

/**
 * The JSON text of all versions of a policy.
 *
 * @internal
 */
export function sourceOf(policy: Policy): string {
  const source = unwrap(policy);
  if (source) return source.text;
  if (source === null) throw disposedOf();
  throw new KaiboError([
    {
      code: "wrong-type",
      path: "/policy",
      expected: "a policy that loadPolicy of kaibo or kaibo/slim gave",
      help: "Load it by the same copy of the package.",
    },
  ]);
}

function disposedOf(): KaiboError {
  return notReady("a policy in use", "This policy was disposed of: load it again.");
}

function freeze<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  for (const part of Object.values(value)) freeze(part);
  return Object.freeze(value);
}
