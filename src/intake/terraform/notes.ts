import { isUnknown, placeholderOf } from "../../arm/index.ts";
import { createDiagnostic, type Diagnostic, type Place } from "../../diagnostic/index.ts";
import type { Instance } from "./estate.ts";
import { formatSteps, type Step } from "./traversal.ts";

/** What was decided about one attribute. */
export interface Decision {
  readonly instance: Instance;
  readonly path: readonly Step[];
  /** What the attribute became: a value that may occur in a resource. */
  readonly value: unknown;
  /** What the value was taken to be, or why it stays unknown. */
  readonly says: string;
}

/** What resolving has to say, once for each attribute of a block and not for each of its instances. */
export interface Notes {
  /** The value was chosen by rules of ours, not named by the plan. */
  readonly inferred: (decision: Decision) => void;
  /** The value stays unknown. */
  readonly unresolved: (decision: Decision) => void;
  /** Says that a resource was made of an instance; what is not in it is not worth a word. */
  readonly used: (instance: Instance, resource: () => unknown) => void;
  /** Everything noted about what was used, in the order in which it was. */
  readonly diagnostics: () => readonly Diagnostic[];
}

interface Note extends Decision {
  readonly code: "terraform-reference-inferred" | "terraform-reference-unresolved";
  readonly count: number;
}

/** Starts with nothing noted; `placeOf` tells where an instance stands. */
export function createNotes(placeOf: (instance: Instance) => Place): Notes {
  const pending = new Map<Instance, Note[]>();
  const notes = new Map<string, Note>();

  const add = (code: Note["code"], decision: Decision): void => {
    const list = pending.get(decision.instance) ?? [];
    pending.set(decision.instance, list);
    list.push({ ...decision, code, count: 1 });
  };

  const used = (instance: Instance, resource: () => unknown): void => {
    const list = pending.get(instance);
    if (list === undefined) return;
    const text = JSON.stringify(resource());
    for (const note of list) {
      if (!occursIn(text, note.value)) continue;
      const key = `${note.code} ${blockOf(note)}`;
      const first = notes.get(key);
      notes.set(key, first === undefined ? note : { ...first, count: first.count + 1 });
    }
    pending.delete(instance);
  };

  return {
    inferred: (decision) => add("terraform-reference-inferred", decision),
    unresolved: (decision) => add("terraform-reference-unresolved", decision),
    used,
    diagnostics: () => [...notes.values()].map((note) => toDiagnostic(note, placeOf)),
  };
}

function occursIn(text: string, value: unknown): boolean {
  const parts: readonly unknown[] = Array.isArray(value) ? value : [value];
  return parts.some((part) => {
    if (!isUnknown(part)) return text.includes(JSON.stringify(part).slice(1, -1));
    const inId = JSON.stringify(placeholderOf(part)).slice(1, -1);
    return text.includes(JSON.stringify(part.$unknown)) || text.includes(inId);
  });
}

// The attribute without any key on the way to it.
function blockOf({ instance, path }: Note): string {
  const module = instance.module.address.replaceAll(/\[[^\]]*\]/g, "");
  const names = formatSteps(path.filter((step) => "name" in step));
  return `${module}.${instance.resource}${names}`;
}

function toDiagnostic(
  { code, instance, path, says, count }: Note,
  placeOf: (instance: Instance) => Place,
): Diagnostic {
  const attribute = instance.address + formatSteps(path);
  const others = count === 1 ? "" : ` (and ${count - 1} more like it)`;
  const place = placeOf(instance);
  return code === "terraform-reference-inferred"
    ? createDiagnostic(code, place, { attribute, meaning: says, others })
    : createDiagnostic(code, place, { attribute, reason: says, others });
}
