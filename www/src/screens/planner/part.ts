// What the parts of the planner share: the plan, what follows from the answers, and where what is typed is kept.

import type { InterviewState } from "kaibo/interview";
import type { PropertyDeclarations } from "lit";

import { Screen } from "../screen.js";
import type { Plan } from "./plan.js";

const FORM = "planner";

/** A part of the planner's screen; it is given the `app`, the plan, and the state of its interview. */
export class PlannerPart extends Screen {
  static override properties: PropertyDeclarations = {
    ...Screen.properties,
    plan: { attribute: false },
    state: { attribute: false },
  };

  declare plan: Plan;
  declare state: InterviewState;

  /** What is typed in a field of the planner; `""` where nothing is. */
  protected typedIn(field: string): string {
    return this.app.account.typed[keyOf(field)] ?? "";
  }

  /** What an answer of the plan is, where there is one. */
  protected planned(fact: string | undefined): number | undefined {
    const answer = fact === undefined ? undefined : this.state.answers[fact];
    return typeof answer === "number" ? answer : undefined;
  }
}

/** Where the account keeps what is typed in a field of the planner, and that a step is done. */
export function keyOf(field: string): string {
  return `${FORM}.${field}`;
}

/** A record without one of its keys. */
export function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  const { [key]: _, ...others } = record;
  return others;
}
