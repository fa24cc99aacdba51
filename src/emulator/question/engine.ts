import type { Resource } from "../../arm/index.ts";
import { compileSnapshot } from "../../compile/index.ts";
import type { Behavior } from "../../model/index.ts";
import { isShownInParent, type Row, showRow, type World } from "../../provider/index.ts";
import type { Asked } from "../../report/answers/index.ts";
import { Router } from "../../route/index.ts";
import type { ServiceTagIndex } from "../../servicetag/index.ts";
import { Walker } from "../../walk/index.ts";
import type { Keeper } from "../state/keeper.ts";

/**
 * Gives what questions are asked of: the estate as it is now. Compiled for the first question after a
 * change, and kept until the next one. Cost: that of compiling everything, once a change.
 */
export function createEngineSource(setting: EngineSetting): () => Asked {
  const { keeper, serviceTags, behavior, isStrict, world } = setting;
  let known: { readonly revision: number; readonly walker: Walker } | undefined;
  const walkerOf = (): Walker => {
    const { estateRevision: revision } = keeper;
    if (known?.revision === revision) return known.walker;
    const options = { behavior, ...(serviceTags === undefined ? {} : { serviceTags }) };
    const { model } = compileSnapshot(snapshotOf(keeper), options);
    const walker = new Walker(new Router(model));
    known = { revision, walker };
    return walker;
  };
  return () => ({
    walker: walkerOf(),
    serviceTags,
    isStrict,
    bodyOf: (id) => {
      const row = keeper.estate.find(id.toLowerCase());
      return row === undefined ? undefined : showRow(keeper.estate, row);
    },
    newId: world.guid,
    now: world.now,
  });
}

/** What an engine is made of. */
export interface EngineSetting {
  readonly keeper: Keeper;
  readonly serviceTags: ServiceTagIndex | undefined;
  /** Switches that are not as usual. */
  readonly behavior: Partial<Behavior>;
  readonly isStrict: boolean;
  readonly world: World;
}

function snapshotOf({ estate }: Keeper): Parameters<typeof compileSnapshot>[0] {
  const resources = new Map<string, Resource>();
  const apart = [...estate.rows()].filter((row) => !isShownInParent(row));
  for (const row of apart.sort(byKey)) resources.set(row.id.key, resourceOf(estate, row));
  return { resources, captures: [], diagnostics: [] };
}

function byKey(left: Row, right: Row): number {
  return left.id.key < right.id.key ? -1 : 1;
}

// Children stand in their parent's body, in the order in which Azure lists them.
function resourceOf(estate: Keeper["estate"], row: Row): Resource {
  const { id, typeKey } = row;
  const place = { resource: id.text, pointer: "", file: "", filePointer: "" };
  return { id, typeKey, body: showRow(estate, row), place };
}
