import { createDiagnostic, type Diagnostic, type Place } from "../../diagnostic/index.ts";
import { type Instance, resourceOf } from "./estate.ts";
import { formatSteps, type Step } from "./traversal.ts";

/** What resolving has to say, once for each attribute of a block and not for each of its instances. */
export interface Notes {
  /** The value was chosen by rules of ours, not named by the plan. */
  readonly inferred: (instance: Instance, path: readonly Step[], meaning: string) => void;
  /** The value stays unknown. */
  readonly unresolved: (instance: Instance, path: readonly Step[], reason: string) => void;
  /** Everything noted, in the order in which it came up. */
  readonly diagnostics: () => readonly Diagnostic[];
}

interface Note {
  readonly code: "terraform-reference-inferred" | "terraform-reference-unresolved";
  readonly attribute: string;
  readonly says: string;
  readonly place: Place;
  count: number;
}

/** Starts with nothing noted; `placeOf` tells where an instance stands. */
export function createNotes(placeOf: (instance: Instance) => Place): Notes {
  const notes = new Map<string, Note>();

  const note = (
    code: Note["code"],
    instance: Instance,
    path: readonly Step[],
    says: string,
  ): void => {
    const block = `${instance.module.address.replaceAll(/\[[^\]]*\]/g, "")}.${resourceOf(instance)}`;
    const names = formatSteps(path.filter((step) => "name" in step));
    const key = `${code} ${block}${names}`;
    const known = notes.get(key);
    if (known !== undefined) {
      known.count += 1;
      return;
    }
    const attribute = instance.address + formatSteps(path);
    notes.set(key, { code, attribute, says, place: placeOf(instance), count: 1 });
  };

  return {
    inferred: (instance, path, meaning) =>
      note("terraform-reference-inferred", instance, path, meaning),
    unresolved: (instance, path, reason) =>
      note("terraform-reference-unresolved", instance, path, reason),
    diagnostics: () => [...notes.values()].map(toDiagnostic),
  };
}

function toDiagnostic({ code, attribute, says, place, count }: Note): Diagnostic {
  const others = count === 1 ? "" : ` (and ${count - 1} more like it)`;
  return code === "terraform-reference-inferred"
    ? createDiagnostic(code, place, { attribute, meaning: says, others })
    : createDiagnostic(code, place, { attribute, reason: says, others });
}
