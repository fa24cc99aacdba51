import type { Resource } from "../../arm/index.ts";
import { compileSnapshot } from "../../compile/index.ts";
import type { Model } from "../../model/index.ts";
import { type Row, showRow } from "../../provider/index.ts";
import { Router } from "../../route/index.ts";
import type { Keeper } from "../state/keeper.ts";

/** What answers questions about one revision of the estate. */
export interface Engine {
  readonly model: Model;
  readonly router: Router;
}

/**
 * Gives the engine of the estate as it is now. Compiled for the first question after a change, and
 * kept until the next one. Cost: that of compiling everything, once a change.
 */
export function createEngineSource(keeper: Keeper): () => Engine {
  let known: { readonly revision: number; readonly engine: Engine } | undefined;
  return () => {
    const { revision } = keeper;
    if (known?.revision === revision) return known.engine;
    const { model } = compileSnapshot(snapshotOf(keeper));
    const engine: Engine = { model, router: new Router(model) };
    known = { revision, engine };
    return engine;
  };
}

function snapshotOf({ estate }: Keeper): Parameters<typeof compileSnapshot>[0] {
  const resources = new Map<string, Resource>();
  for (const row of [...estate.rows()].sort(byKey))
    resources.set(row.id.key, resourceOf(estate, row));
  return { resources, captures: [], diagnostics: [] };
}

function byKey(left: Row, right: Row): number {
  return left.id.key < right.id.key ? -1 : 1;
}

// Children are resources of their own here, so a body without them says all.
function resourceOf(estate: Keeper["estate"], row: Row): Resource {
  const { id, typeKey } = row;
  const place = { resource: id.text, pointer: "", file: "", filePointer: "" };
  return { id, typeKey, body: showRow(estate, row, { isAlone: true }), place };
}
