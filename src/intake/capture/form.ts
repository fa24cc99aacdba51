import type { Capture } from "../../arm/index.ts";
import type { Reading } from "../reading.ts";
import type { Answer } from "./answer-list.ts";

/** What an answer of Azure's tells: a capture, or routes that become a fact. */
export type AnswerKind = Capture["kind"] | "learnedRoutes" | "circuitRoutes";

/** Who an answer is about. */
export interface Subject {
  /** Id or name; absent when nothing says it. */
  readonly name: string | undefined;
  /** Which of several answers about it, where the file says so: `primary`. */
  readonly part?: string;
}

/** One form of captured answers. */
export interface AnswerForm {
  readonly kind: AnswerKind;
  /** Whether a value has the form of one row. */
  readonly isRow: (value: unknown) => boolean;
  /** Whether rows that are not empty have the form, where single rows do not decide. */
  readonly decides?: (rows: readonly unknown[]) => boolean;
  /** Adds the answer to what was read. */
  readonly add: (reading: Reading, answer: Answer, subject: Subject) => void;
}
