// The entries of the screen as templates: criteria, caveats, steps, tasks, rewards, and the ways between them.

import type { Words } from "kaibo/locales";
import { html, nothing, type TemplateResult } from "lit";

import {
  type Assumption,
  allById,
  byId,
  type Caveat,
  conditionsWithin,
  type Policy,
  type Programme,
  type Reward,
  type Step,
  subjectsOf,
  type Task,
} from "./document.js";
import { anchorOf, type Body, type Citation, type Kind, type Rule } from "./outline.js";
import { type Asked, askedBy } from "./requirement.js";
import type { PolicyScreenWords } from "./words.js";

/** What every entry is drawn with. */
export interface Frame {
  readonly words: Words;
  readonly mine: PolicyScreenWords;
  readonly document: Policy;
  /** Goes to an entry. */
  readonly jump: (anchor: string) => void;
}

/** A button that goes to an entry; on paper, its words. */
export function way(frame: Frame, anchor: string, text: string): TemplateResult {
  return html`<span class="printed">${text}</span
    ><button type="button" class="link way" @click=${() => frame.jump(anchor)}>${text}</button>`;
}

/** The ways to those that cite something. */
export function waysTo(frame: Frame, citations: readonly Citation[]): TemplateResult {
  const { words, mine } = frame;
  return html`<ul class="ways">
    ${citations.map(({ kind, title, programme, anchor }) => {
      const text = programme
        ? words.say(words.messages.sentence.result, { title: words.text(programme.title), result: words.text(title) })
        : words.text(title);
      return html`<li><span class="tag">${mine.kind[kind]}</span>${way(frame, anchor, text)}</li>`;
    })}
  </ul>`;
}

/** The way to a clause, short; a screen reader hears what it is about. */
export function clauseWay({ words, document, jump }: Frame, clause: string): TemplateResult {
  const number = words.say(words.messages.question.clause, { clause });
  const about = words.text(byId(document.clauses, clause)?.title);
  const label = about === "" ? number : words.say(words.messages.sentence.result, { title: number, result: about });
  return html`<div>
    <span class="printed small">${number}</span
    ><button
      type="button"
      class="link clause-way"
      aria-label=${label}
      @click=${() => jump(anchorOf("clause", clause))}
    >
      ${number}
    </button>
  </div>`;
}

/** All of one place: what must be met, what must not be so, where the platform may act, what to mind. */
export function body(frame: Frame, { rules, caveats }: Body, place: string): TemplateResult {
  const { mine } = frame;
  const of = (kind: Rule["kind"]) => rules.filter((rule) => rule.kind === kind).map((rule) => ruleEntry(frame, rule));
  const noted = (kind: Caveat["kind"]) =>
    caveats.filter((caveat) => caveat.kind === kind).map((caveat) => caveatEntry(frame, caveat, place));
  return html`${group(mine.criteria, of("criterion"), { isOpen: true })}
    ${group(mine.bars, of("bar"), { isOpen: true, help: mine.barsHelp })}
    ${group(mine.risks, of("risk"), { help: mine.risksHelp })}
    ${group(mine.caveats, noted("caveat"), { isOpen: true })} ${group(mine.notices, noted("notice"))}`;
}

/** What a programme has besides: its steps, its tasks, what it pays. */
export function proceedings(frame: Frame, programme: Programme): TemplateResult {
  const { mine } = frame;
  const { id, procedure = [], tasks = [], rewards = [] } = programme;
  const applies = procedure.some(({ by }) => by === "applicant");
  return html`${group(
    applies ? mine.procedure : mine.procedureNoApplication,
    procedure.map((step) => stepEntry(frame, step, id)),
    { isOpen: true, isOrdered: true },
  )}
    ${group(
      mine.tasks,
      tasks.map((task) => taskEntry(frame, task, id)),
    )}
    ${group(
      mine.rewards,
      rewards.map((reward) => rewardEntry(frame, reward, id)),
    )}`;
}

/** What the source leaves open, and what counts here. */
export function assumptionEntry(frame: Frame, { id, clause, question, answer }: Assumption): TemplateResult {
  const { words } = frame;
  return html`<li class="entry" data-kind="assumption" data-id=${id} data-anchor=${anchorOf("assumption", id)}>
    <header>
      <h3>${words.text(question)}</h3>
      ${clauseWay(frame, clause)}
    </header>
    <p>${words.text(answer)}</p>
  </li>`;
}

function group(
  title: string,
  entries: readonly TemplateResult[],
  { isOpen = false, isOrdered = false, help = "" }: GroupOptions = {},
): TemplateResult | typeof nothing {
  if (entries.length === 0) return nothing;
  return html`<details class="group" ?open=${isOpen}>
    <summary><h3>${title}</h3>${entries.length}</summary>
    ${help === "" ? nothing : html`<p class="small">${help}</p>`}
    ${
      isOrdered
        ? html`<ol class="card entries steps">
            ${entries}
          </ol>`
        : html`<ul class="card entries">
            ${entries}
          </ul>`
    }
  </details>`;
}

interface GroupOptions {
  readonly isOpen?: boolean;
  readonly isOrdered?: boolean;
  readonly help?: string;
}

interface EntryHead {
  readonly kind: Kind;
  readonly id: string;
  readonly clause: string;
  readonly title: string;
  readonly anchor: string;
}

function entry(frame: Frame, head: EntryHead, content: unknown): TemplateResult {
  const { kind, id, clause, title, anchor } = head;
  return html`<li class="entry" data-kind=${kind} data-id=${id} data-anchor=${anchor}>
    <header>
      <h4>${title}</h4>
      ${clauseWay(frame, clause)}
    </header>
    ${content}
  </li>`;
}

function ruleEntry(frame: Frame, rule: Rule): TemplateResult {
  const { words, mine, document } = frame;
  const { kind, anchor, criterion } = rule;
  const asked = askedBy(words, document, criterion.condition, mine, kind !== "criterion");
  const title = words.text(criterion.title);
  return entry(
    frame,
    { kind, id: criterion.id, clause: criterion.clause, title, anchor },
    html`${askedOf(frame, asked)} ${restOfRule(frame, rule)}`,
  );
}

/** What is asked; the parts of a group are a list within. */
function askedOf(frame: Frame, asked: Asked): TemplateResult {
  const { mine } = frame;
  if (!asked.group) return html`<p class="small">${asked.says}</p>`;
  return html`<p class="small">${asked.group === "any" ? mine.anyOf : mine.allOf}</p>
    <ul class="parts">
      ${asked.parts.map(
        (part) => html`<li data-part=${part.id ?? nothing}>
          ${part.title === "" ? nothing : html`<p>${part.title}</p>`} ${askedOf(frame, part)}
        </li>`,
      )}
    </ul>`;
}

function restOfRule(frame: Frame, { criterion, rests, restsIn }: Rule): TemplateResult {
  const { words, mine, document } = frame;
  const { facts, metrics, parameters } = subjectsOf(criterion.condition);
  const { colon } = words.messages;
  const asked = allById(document.facts, facts).map(
    ({ id, title, changeable }) =>
      html`<li data-fact=${id}>${words.text(title)}${colon}${mine.changeable[changeable]}</li>`,
  );
  const needed = allById(document.parameters, parameters)
    .filter(({ published }) => published == null)
    .map(({ id, title }) => html`<li>${way(frame, anchorOf("parameter", id), words.text(title))}</li>`);
  const resting = [
    ...rests.map((assumption) => restLine(frame, assumption, [])),
    ...restsIn.map(({ assumption, programmes }) => restLine(frame, assumption, programmes)),
  ];
  return html`<details class="details">
    <summary>${mine.more}<span class="visually-hidden">${colon}${words.text(criterion.title)}</span></summary>
    <div class="more">
      ${criterion.help ? html`<div><p class="label">${mine.whatToDo}</p><p>${words.text(criterion.help)}</p></div>` : nothing}
      ${list(mine.asks, asked)}
      ${list(
        mine.measures,
        allById(document.metrics, metrics).map(({ title }) => html`<li>${words.text(title)}</li>`),
      )}
      ${list(mine.needs, needed)} ${list(mine.rests, resting)}
    </div>
  </details>`;
}

function restLine(
  { words, mine }: Frame,
  { id, question, answer }: Assumption,
  programmes: readonly Programme[],
): TemplateResult {
  const only =
    programmes.length === 0
      ? ""
      : words.say(mine.restsOnlyIn, { programmes: words.list(programmes.map(({ title }) => words.text(title))) });
  return html`<li data-rests=${id}>${words.text(question)}${only} ${words.text(answer)}</li>`;
}

function list(label: string, items: readonly TemplateResult[]): TemplateResult | typeof nothing {
  if (items.length === 0) return nothing;
  return html`<div>
    <p class="label">${label}</p>
    <ul class="bullets">
      ${items}
    </ul>
  </div>`;
}

function caveatEntry(frame: Frame, caveat: Caveat, place: string): TemplateResult {
  const { id, clause, kind, title } = caveat;
  const anchor = anchorOf(kind, id, place);
  const when = whenSaid(frame, caveat);
  return html`<li class="entry" data-kind=${kind} data-id=${id} data-anchor=${anchor}>
    <p>${frame.words.text(title)}</p>
    ${when === "" ? nothing : html`<p class="small">${when}</p>`} ${clauseWay(frame, clause)}
  </li>`;
}

/** When a caveat is said; `""`: always. */
function whenSaid({ words, mine, document }: Frame, { when }: Caveat): string {
  if (when?.closesDuringReview) return mine.closesDuringReview;
  const id = when?.onlyThrough;
  if (!id) return "";
  const rules = [
    ...(document.shared ?? []),
    ...document.programmes.flatMap(({ criteria }) => criteria.flatMap((item) => ("use" in item ? [] : item))),
  ];
  const named = [...rules, ...rules.flatMap(({ condition }) => conditionsWithin(condition))].find(
    (part) => part.id === id,
  );
  return words.say(mine.onlyThrough, { criterion: words.text(named?.title) || id });
}

function stepEntry(frame: Frame, step: Step, place: string): TemplateResult {
  const { words, mine } = frame;
  const { id, clause, title, note, by, review, deadline, atStart } = step;
  const lines = [
    words.messages.actor[by],
    atStart ? mine.atStart : "",
    deadline ? words.say(mine.deadline, { event: words.title(deadline.before), days: deadline.days }) : "",
    review ? words.say(mine.review, { from: review.fromBusinessDays, to: review.toBusinessDays }) : "",
  ];
  return entry(
    frame,
    { kind: "step", id, clause, title: words.text(title), anchor: anchorOf("step", id, place) },
    html`<p class="small">${words.sentences(...lines)}</p>
      ${note ? html`<p class="small">${words.text(note)}</p>` : nothing}`,
  );
}

function taskEntry(frame: Frame, { id, clause, title, table, metrics = [] }: Task, place: string): TemplateResult {
  const { words, mine, document } = frame;
  const isPublished = byId(document.parameters, table)?.published != null;
  const shown = words.list(metrics.map((metric) => words.title(metric)));
  return entry(
    frame,
    { kind: "task", id, clause, title: words.text(title), anchor: anchorOf("task", id, place) },
    html`<p class="small">
        ${words.say(isPublished ? mine.table : mine.tableUnpublished, { table: words.title(table) })}
      </p>
      ${isPublished || shown === "" ? nothing : html`<p class="small">${words.say(mine.until, { metrics: shown })}</p>`}
      <p>${way(frame, anchorOf("parameter", table), words.title(table))}</p>`,
  );
}

function rewardEntry(frame: Frame, { id, clause, kind, title, table }: Reward, place: string): TemplateResult {
  const { words, mine, document } = frame;
  const paid = words.text(byId(document.rewardKinds, kind)?.title) || kind;
  const said = words.say(words.messages.sentence.result, { title: paid, result: words.text(title) });
  const isPublished = table !== undefined && byId(document.parameters, table)?.published != null;
  const where = isPublished ? mine.rewardTable : mine.rewardTableUnpublished;
  return entry(
    frame,
    { kind: "reward", id, clause, title: said, anchor: anchorOf("reward", id, place) },
    table === undefined
      ? nothing
      : html`<p class="small">${words.say(where, { table: words.title(table) })}</p>
          <p>${way(frame, anchorOf("parameter", table), words.title(table))}</p>`,
  );
}
