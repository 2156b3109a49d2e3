// What the screen and its worker say to each other.

import type { FactValue, Outcome, Outlook, ProgrammeAssessment } from "kaibo";
import type { FaultOfRow } from "./accounts.js";
import type { ColumnUse } from "./columns.js";

/** More is refused. */
export const MOST_ROWS = 1_000_000;
export const MOST_BYTES = 200_000_000;
export const MOST_COLUMNS = 200;
/** A larger text is not kept on the device. */
export const MOST_KEPT_BYTES = 20_000_000;
/** More rows are not written into a workbook. */
export const MOST_WORKBOOK_ROWS = 100_000;

/** Why a file is refused as a roster. */
export type RosterRefusal =
  | "empty"
  | "no-rows"
  | "too-large"
  | "too-many-rows"
  | "too-many-columns"
  | "broken-encoding"
  | "not-a-table";

/** What is so of every account, by the id of a fact that no column holds. */
export type ForAll = Readonly<Record<string, FactValue>>;

/** The columns of a file, before any row of it is read. */
export interface OpenedFile {
  readonly header: readonly string[];
  readonly uses: readonly ColumnUse[];
  /** The first cells of each column that are not empty. */
  readonly samples: readonly (readonly string[])[];
}

/** What was read of a file. */
export interface ReadFile {
  readonly accounts: number;
  readonly faultyRows: number;
  /** What is wrong with the first of them. */
  readonly faults: readonly FaultOfRow[];
}

/** When, and for what, accounts are screened. */
export interface Question {
  readonly programme: string;
  readonly asOf: string;
  readonly knownAt: string;
}

/** Why an account is not eligible, or not yet known to be: a criterion, a fact that is missing, an unpublished value. */
export type ReasonKind = "unmet" | "missing" | "needed";

/** One reason, and how many accounts have it. */
export interface ReasonCount {
  readonly kind: ReasonKind;
  /** A criterion, a fact or a parameter. */
  readonly id: string;
  readonly count: number;
}

/** How many accounts came out how. */
export interface Totals {
  /** How many are screened. */
  readonly done: number;
  /** How many there are. */
  readonly of: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** How many the core refused: their facts disagree. */
  readonly refused: number;
  /** Those that occur, in the document's order. */
  readonly reasons: readonly ReasonCount[];
}

export type SortKey = "row" | "name" | "outcome" | "until";

/** Which accounts are listed, and in which order. */
export interface Selection {
  readonly outcome: Outcome | "";
  readonly reason: Pick<ReasonCount, "kind" | "id"> | null;
  /** A part of the name. */
  readonly text: string;
  readonly sort: SortKey;
  readonly descending: boolean;
  /** The language names are put in order by. */
  readonly locale: string;
}

/** One account in the list. */
export interface ListedAccount {
  /** Its place among all accounts. */
  readonly account: number;
  /** The row of the file. */
  readonly row: number;
  readonly name: string;
  readonly outcome: Outcome;
  /** What speaks against it, or is not known, most telling first. */
  readonly reasons: readonly Pick<ReasonCount, "kind" | "id">[];
  readonly until: Until;
}

/** How long an outcome lasts, if nothing happens. */
export interface Until {
  /** Its last day; `null`: for good. */
  readonly last: string | null;
  /** What it is on the day after. */
  readonly next: Outcome | null;
}

/** All that is known of one account. */
export interface AccountDetail {
  readonly account: number;
  readonly row: number;
  readonly name: string;
  readonly answers: Readonly<Record<string, FactValue>>;
  readonly assessment: ProgrammeAssessment;
  readonly outlook: Outlook;
}

/** A row the core refused: a fact that disagrees with another one, or lies after the day. */
export interface RefusedRow {
  readonly row: number;
  /** The place of the fact's column. */
  readonly column: number | null;
  readonly code: string;
  readonly fact: string;
}

/** What files are written with: the page speaks, the worker does not. */
export interface FileWords {
  readonly sheet: string;
  readonly row: string;
  readonly outcome: string;
  readonly reasons: string;
  readonly missing: string;
  readonly until: string;
  readonly wrong: string;
  readonly outcomes: Readonly<Record<Outcome, string>>;
  /** Criteria, parameters and facts, by id. */
  readonly titles: Readonly<Record<string, string>>;
  readonly separator: string;
  readonly forGood: string;
  /** What is wrong with a row, by code. */
  readonly faults: Readonly<Record<string, string>>;
  /** Stands between a column and what is wrong there. */
  readonly colon: string;
}

/** What the worker can be asked, with what it answers. */
export interface Requests {
  /** Starts with a file, or with the rows of a workbook. */
  open(
    source: Blob | readonly (readonly string[])[],
    policy: { document: object; digest: string },
  ): OpenedFile | RosterRefusal;
  /** The text of the file, to be kept; `null` where it is too large. */
  text(): string | null;
  /** Reads all rows. */
  read(uses: readonly ColumnUse[], forAll: ForAll): ReadFile | RosterRefusal | "stopped";
  /** Screens what was read; a stopped screening goes on where it stopped. */
  screen(question: Question): Totals;
  /** Ends what takes long: reading, screening, ordering, writing. */
  stop(): null;
  /** Chooses what is listed: how many there are; `null` where another choice came meanwhile. */
  select(selection: Selection): number | null;
  list(from: number, to: number): readonly ListedAccount[];
  detail(account: number): AccountDetail;
  refused(): readonly RefusedRow[];
  /** Every screened account with its outcome; `null` where it was stopped. */
  results(kind: "csv" | "xlsx", words: FileWords): Blob | null;
  /** Every row that was not screened, with what is wrong. */
  faulty(words: FileWords): Blob | null;
}

export type RequestName = keyof Requests;

/** A request on its way. */
export interface Request {
  readonly id: number;
  readonly name: RequestName;
  readonly arguments: readonly unknown[];
}

/** What comes back: an answer, or what failed; or, in between, how far it is. */
export type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failed: string }
  | { readonly progress: Progress };

/** How far something is that takes long. */
export interface Progress {
  readonly task: "read" | "screen" | "until" | "write";
  readonly share: number;
  /** While accounts are screened. */
  readonly totals?: Totals;
}
