import type { Diagnostic } from "../diagnostic/index.ts";
import type { Model } from "../model/index.ts";
import type { Router } from "../route/index.ts";
import type { Walker } from "../walk/index.ts";

/** What rules look at: one estate, and what its compilation has said about it. */
export interface Ground {
  readonly model: Model;
  readonly router: Router;
  readonly walker: Walker;
  /** Of compiling: what Azure would refuse is found there already. */
  readonly diagnostics: readonly Diagnostic[];
}
