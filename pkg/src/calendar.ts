// A schedule as an iCalendar file (RFC 5545), for the calendar people look at. An entry of its own: it brings a library.

import { ICalCalendar, ICalEventTransparency } from "ical-generator";

import type { Certainty, Day, Schedule, ScheduledStep } from "./generated/index.js";
import type { Catalogue } from "./locales/catalogue.js";
import { byId, type DocumentProgramme, type DocumentStep, type PolicyWords } from "./locales/document.js";
import { Words } from "./locales/words.js";

/** What the file's words are made of. */
export interface CalendarOptions {
  /** The document of the policy that made the schedule: `policy.document`. */
  readonly document: PolicyWords;
  /** The id of the programme the schedule was asked for. */
  readonly programme: string;
  /** The catalogue of the language, or the tag of one that `loadLocale` has loaded. */
  readonly locale: string | Catalogue;
  /** The moment the file is made. Default: now. */
  readonly stamp?: Date;
}

/** What a schedule is put into words with. */
interface Told {
  readonly schedule: Schedule;
  readonly words: Words;
  /** The programme in the document; ids stand for its texts where there is none. */
  readonly programme: DocumentProgramme | undefined;
  readonly title: string;
}

/** One thing that has days. */
interface Entry {
  /** The step it belongs to, and what of it. */
  readonly key: readonly [step: string, part: "deadline" | "review" | "step"];
  readonly from: Day;
  /** The last day, inclusive. */
  readonly to: Day;
  readonly what: string;
  readonly certainty: Certainty;
  readonly says: readonly string[];
}

const MILLISECONDS_IN_A_DAY = 86_400_000;
const LAST_DAY = "9999-12-31";

/**
 * A schedule as the text of an iCalendar file: an all-day event for the deadline, for the days on which the review can
 * end, and for each step with days of its own. Days are written as they are, without a time zone.
 *
 * The same schedule makes events of the same `UID`, whatever the language: importing it again replaces them. A schedule
 * without any day makes a file without events.
 *
 * Browsers offer `crypto.randomUUID`, which the library needs, to pages from https and from localhost alone.
 *
 * @param schedule - What `policy.schedule` answered.
 * @param options - The document and the programme it was asked of, and the language.
 * @returns The text of the file; its media type is `text/calendar`, and its encoding UTF-8.
 */
export function toCalendar(schedule: Schedule, options: CalendarOptions): string {
  const { document, programme: id, locale, stamp = new Date() } = options;
  const words = new Words(locale, document);
  const programme = byId(document.programmes, id);
  const told = { schedule, words, programme, title: programme ? words.text(programme.title) : id };
  const calendar = new ICalCalendar({ prodId: { company: "Kaibo", product: "Kaibo" } });
  for (const { key, from, to, what, certainty, says } of entriesOf(told)) {
    const named = [document.id, document.version, id, ...key, from, to];
    calendar.createEvent({
      id: `${named.map(encodeURIComponent).join("/")}@kaibo`,
      stamp,
      allDay: true,
      start: from,
      end: dayAfter(to),
      summary: words.say(words.messages.sentence.result, {
        title: told.title,
        result: certainty === "estimated" ? words.say(words.messages.calendar.estimated, { what }) : what,
      }),
      description: [...says.filter(Boolean), basis(words)].join("\n"),
      // The days remain free for appointments.
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  // The last line, too, ends with a line break.
  return `${calendar.toString()}\r\n`;
}

/** All that has days, the earliest first. */
function entriesOf(told: Told): readonly Entry[] {
  const steps = told.schedule.steps.flatMap((step, place) => (isSaid(told, step, place) ? [] : stepEntry(told, step)));
  const entries = [...deadlineEntry(told), ...reviewEntry(told), ...steps];
  return entries.sort((one, other) => (one.from < other.from ? -1 : Number(one.from > other.from)));
}

function deadlineEntry({ schedule, words, programme }: Told): readonly Entry[] {
  const { submitBy } = schedule;
  if (submitBy === null) return [];
  const { calendar, procedure } = words.messages;
  const step = programme?.procedure?.find(({ deadline }) => deadline);
  const says = step?.deadline
    ? [
        words.text(step.title),
        words.say(procedure.deadline, { day: words.day(submitBy), days: step.deadline.days }),
        words.text(step.note),
        clause(words, step.clause),
      ]
    : [words.say(procedure.by, { day: words.day(submitBy) })];
  const what = calendar.deadline;
  return [{ key: [step?.id ?? "", "deadline"], from: submitBy, to: submitBy, what, certainty: "official", says }];
}

function reviewEntry({ schedule, words, programme }: Told): readonly Entry[] {
  const { review } = schedule;
  if (review === null) return [];
  const { from, to, certainty } = review;
  const { calendar, certainty: certainties } = words.messages;
  const step = reviewed(programme);
  const next = schedule.steps.findIndex(({ id }) => id === step?.id) + 1;
  const after = schedule.steps[next];
  const follows = after && isReview(schedule, programme, after, next) ? [stepTitle(programme, words, after.id)] : [];
  const days = from === to ? 1 : 2;
  const ends = { from: words.day(from), to: words.day(to), certainty: certainties[certainty] };
  const says = [
    words.say(calendar.reviewEnds, ends),
    certainty === "estimated" ? calendar.checkAgain : "",
    ...follows.map((title) => words.say(calendar.afterReview, { step: title })),
    clause(words, step?.clause),
  ];
  return [{ key: [step?.id ?? "", "review"], from, to, what: words.say(calendar.review, { days }), certainty, says }];
}

function stepEntry({ words, programme }: Told, step: ScheduledStep): readonly Entry[] {
  const from = step.from ?? step.to;
  const to = step.to ?? step.from;
  if (from === null || to === null) return [];
  const { actor, certainty, procedure } = words.messages;
  const says = [
    step.from === null ? words.say(procedure.by, { day: words.day(to) }) : "",
    step.to === null ? words.say(procedure.earliest, { day: words.day(from) }) : "",
    step.certainty === "estimated" ? certainty.estimated : "",
    words.sentences(actor[step.by], words.text(byId(programme?.procedure, step.id)?.note)),
    clause(words, step.clause),
  ];
  const what = stepTitle(programme, words, step.id);
  return [{ key: [step.id, "step"], from, to, what, certainty: step.certainty, says }];
}

/** Whether the deadline or the review says all that a step's days do. */
function isSaid({ schedule, programme }: Told, step: ScheduledStep, place: number): boolean {
  return isDeadline(schedule, programme, step) || isReview(schedule, programme, step, place);
}

function isDeadline(schedule: Schedule, programme: DocumentProgramme | undefined, step: ScheduledStep): boolean {
  const ends = step.to !== null && step.to === schedule.submitBy && (step.from ?? step.to) === step.to;
  return ends && byId(programme?.procedure, step.id)?.deadline != null;
}

/** The step after the reviewed one begins when the review ends, on one of the same days. */
function isReview(
  { review, steps }: Schedule,
  programme: DocumentProgramme | undefined,
  step: ScheduledStep,
  place: number,
): boolean {
  const before = steps[place - 1]?.id;
  const follows = before !== undefined && before === reviewed(programme)?.id;
  return follows && review !== null && step.from === review.from && step.to === review.to;
}

function reviewed(programme: DocumentProgramme | undefined): DocumentStep | undefined {
  return programme?.procedure?.find(({ review }) => review);
}

function stepTitle(programme: DocumentProgramme | undefined, words: Words, id: string): string {
  const step = byId(programme?.procedure, id);
  return step ? words.text(step.title) : id;
}

/** A clause's number and what it is about. */
function clause(words: Words, id: string | undefined): string {
  if (id === undefined) return "";
  const number = words.say(words.messages.question.clause, { clause: id });
  const about = words.text(byId(words.document?.clauses, id)?.title);
  return about === "" ? number : words.say(words.messages.sentence.result, { title: number, result: about });
}

/** The policy and its version, and that the platform decides. */
function basis(words: Words): string {
  const { basis, decides } = words.messages.policy;
  const { title, version = "" } = words.document ?? {};
  return words.sentences(words.say(basis, { title: words.text(title), version }), decides);
}

/** The day on which an event is over: its end is exclusive. Nothing stands for a day that cannot be written. */
function dayAfter(day: Day): string | null {
  if (day >= LAST_DAY) return null;
  return new Date(Date.parse(day) + MILLISECONDS_IN_A_DAY).toISOString().slice(0, LAST_DAY.length);
}
