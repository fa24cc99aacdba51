import type { Diagnostic } from "../../diagnostic/index.ts";
import type { Progress } from "../../host/index.ts";
import type { PullRequest } from "../pull-request.ts";
import type { Client } from "../wire/ask.ts";

/** What every part of a pull works with. */
export interface Job {
  readonly request: PullRequest;
  readonly client: Client;
  readonly concurrency: number;
  readonly progress: Progress;
  /** Says what could not be read. */
  readonly report: (problem: Diagnostic) => void;
  /** Says what a reader may want to know. */
  readonly note: (text: string) => void;
}
