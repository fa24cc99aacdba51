import type { Instance } from "./estate.ts";
import type { Step } from "./traversal.ts";
import { fits, isOfStem, kindOf, type Want } from "./want.ts";

/** A value that an attribute may have been set to. */
export interface Candidate {
  readonly value: unknown;
  readonly instance: Instance;
  /** The attribute of that instance. */
  readonly path: readonly Step[];
  /** Steps of the reference that did not lead to the attribute. */
  readonly loose: readonly Step[];
  /** Whether the value was unknown when the plan was made. */
  readonly isFresh: boolean;
  /** Whether the plan names the instance and the attribute. */
  readonly isSure: boolean;
  /** Whether the reference leads to one of several, and the plan does not say to which. */
  readonly isOneOf?: boolean;
}

/**
 * The candidates that can be the value of an attribute that was unknown when the plan was made.
 *
 * Those of another kind are parts of a longer expression (`cidrhost(...)`), and so are known ones
 * beside unknown ones, which are conditions or other branches. Among several, those of the type
 * that the attribute's name asks for count, then those with a label or key that the reference has.
 */
export function narrow(
  candidates: readonly Candidate[],
  want: Want,
  isKnownStem: (stem: string) => boolean,
  isList: boolean,
): readonly Candidate[] {
  const fitting = candidates.filter(
    (candidate) =>
      fits(kindAt(candidate.path), want.kind) && !isConflict(candidate, want, isKnownStem),
  );
  const fresh = fitting.some(({ isFresh }) => isFresh);
  const unknown = fitting.filter(({ isFresh }) => isFresh === fresh);
  const distinct = dropEqual(unknown);
  if (distinct.length < 2 || isList) return distinct;
  const typed = distinct.filter(({ instance }) => isOfStem(instance.type, want.stem));
  const left = typed.length === 0 ? distinct : typed;
  const named = left.filter(isNamed);
  return (named.length === 1 ? named : left).map((candidate) =>
    left.length === distinct.length && named.length !== 1
      ? candidate
      : { ...candidate, isSure: false },
  );
}

/** The kind of the attribute at the end of a path. */
export function kindAt(path: readonly Step[]): ReturnType<typeof kindOf> {
  const last = path.findLast((step) => "name" in step);
  return last !== undefined && "name" in last ? kindOf(last.name) : "other";
}

// `"${azurerm_lb.x.id}/backendAddressPools/web"`: the plan shows no more than `azurerm_lb.x.id`.
function isConflict(
  { instance, path }: Candidate,
  { stem }: Want,
  isKnownStem: (stem: string) => boolean,
): boolean {
  const [only] = path;
  const isOwnId = path.length === 1 && only !== undefined && "name" in only && only.name === "id";
  if (!isOwnId || !instance.type.startsWith("azurerm_")) return false;
  return isKnownStem(stem) && !isOfStem(instance.type, stem);
}

function dropEqual(candidates: readonly Candidate[]): readonly Candidate[] {
  if (candidates.length < 2) return candidates;
  const seen = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const text = JSON.stringify(candidate.value) ?? "";
    const first = seen.get(text);
    if (first === undefined || (!first.isSure && candidate.isSure)) seen.set(text, candidate);
  }
  return [...seen.values()];
}

// `var.subnets.app` leads to `azurerm_subnet.app` where the map is made of several resources.
function isNamed({ instance, loose }: Candidate): boolean {
  return loose.some((step) => {
    const key = "name" in step ? step.name : step.key;
    return key === instance.label || key === instance.key || key === instance.values["name"];
  });
}
