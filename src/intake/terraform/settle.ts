import { createUnknown, isJsonObject, isUnknown } from "../../arm/index.ts";
import { type Candidate, kindAt, narrow } from "./choose.ts";
import type { Instance, Keyed } from "./estate.ts";
import type { Target } from "./expand.ts";
import type { Guesser } from "./guess.ts";
import type { Notes } from "./notes.ts";
import { exportedInside, guessPaths, type Resolved, readAttribute } from "./read-attribute.ts";
import { formatSteps, type Step } from "./traversal.ts";
import { fits, isListName, isOfStem, type Want } from "./want.ts";

/** An attribute that was unknown when the plan was made, and what its expression leads to. */
export interface Question {
  readonly instance: Instance;
  readonly path: readonly Step[];
  readonly want: Want;
  readonly targets: readonly Target[];
  /** How many values are asked for: elements of a list of which some are known, else one. */
  readonly count: number;
  /** Whether the provider decides where nothing is given. */
  readonly isOptional: boolean;
}

/** Decides what attributes are, and says so where the plan does not. */
export interface Settler {
  /**
   * The values, one for each that is asked for; of a whole list, a list in the first place.
   * What cannot be told is marked as unknown, and noted with the reason; what was set to null is
   * left to the provider, and has none.
   */
  readonly settle: (question: Question) => readonly unknown[];
}

// Elements of a list that names all instances of a resource; many such lists may name the same ones.
const mostInList = 1000;
// Names of candidates that a reason lists.
const mostNamed = 4;

/** Starts with no list remembered. */
export function createSettler(resolved: Resolved, guesser: Guesser, notes: Notes): Settler {
  const spread = createSpread(resolved);

  const settle = (question: Question): readonly unknown[] => {
    const { instance, path, want, targets, count } = question;
    const plain = settlePlain(resolved, question, guesser);
    if (plain !== undefined) return plain;
    const isExplained = targets.every(({ kind }) => kind === "instance");
    const isList = count > 1 || isListName(want.attribute);
    const all = targets.flatMap((target): readonly Candidate[] => {
      if (target.kind === "instance") return candidatesOf(resolved, target, want);
      const isSpread = target.kind === "set" && isList && target.set.list.length <= mostInList;
      return isSpread ? spread(target, want) : [];
    });
    const isOpaque = targets.some(({ kind }) => kind === "opaque");
    const narrowed = narrow(all, want, guesser.isKnownStem, isList);
    // Beside something unknown, what was known is only a part of the value.
    const fresh = isOpaque ? narrowed.filter(({ isFresh }) => isFresh) : narrowed;
    const found = isList ? fresh : chooseByPosition(fresh, instance);
    if (found.length > 0) {
      const values = distribute(found, question, isList);
      if (values !== undefined) {
        noteChoice(question, found, values);
        return values;
      }
    }
    if (found.length === 0 && isExplained && question.isOptional) return [];
    const isChoice = found.length > 0 || targets.some(({ kind }) => kind === "set");
    const guessed = isChoice ? undefined : guessOne(instance, want);
    if (guessed !== undefined) {
      const values = wrap(guessed.value, question, isList);
      notes.inferred({ instance, path, value: values.flat(), says: nameOf(guessed) });
      return values;
    }
    const mark = createUnknown(instance.address + formatSteps(path));
    notes.unresolved({ instance, path, value: mark, says: explain(question, all, found) });
    return repeat(mark, count);
  };

  const guessOne = (instance: Instance, want: Want): Candidate | undefined => {
    const [only, second] = guesser.guess(instance, want);
    if (only === undefined || second !== undefined) return undefined;
    const read = readAttribute(resolved, only.instance, only.path);
    return read === undefined
      ? undefined
      : { ...only, value: read.value, isFresh: read.isFresh, isSure: false, loose: [] };
  };

  const noteChoice = (
    { instance, path }: Question,
    found: readonly Candidate[],
    values: readonly unknown[],
  ): void => {
    if (found.every(({ isSure }) => isSure)) return;
    const says = nameAll(found.map(nameOf), "and");
    notes.inferred({ instance, path, value: values.flat(), says });
  };

  return { settle };
}

/** A value as often as it is asked for. */
export function repeat(value: unknown, count: number): readonly unknown[] {
  return count === 1 ? [value] : Array.from({ length: count }, () => value);
}

// Most questions are for the id of one resource, which is named.
function settlePlain(
  { idOf }: Resolved,
  question: Question,
  { isKnownStem }: Guesser,
): readonly unknown[] | undefined {
  const { targets, want } = question;
  const [target, second] = targets;
  if (second !== undefined || target?.kind !== "instance" || want.kind !== "id") return undefined;
  const { instance, path, loose, isSure } = target;
  const [first] = path;
  const isNamed =
    path.length === 1 && first !== undefined && "name" in first && first.name === "id";
  if (!isSure || loose.length > 0 || (path.length > 0 && !isNamed)) return undefined;
  if (!isOfStem(instance.type, want.stem) && (path.length === 0 || isKnownStem(want.stem))) {
    return undefined;
  }
  const id = idOf(instance);
  return id === undefined ? undefined : wrap(id, question, isListName(want.attribute));
}

// `var.interfaces[count.index].subnet_id`: the plan lists all that the variable's list is made of.
function chooseByPosition(found: readonly Candidate[], instance: Instance): readonly Candidate[] {
  const { module, key } = instance;
  if (found.length < 2 || typeof key !== "number") return found;
  const set = module.resources.get(instance.resource);
  const chosen = set?.list.length === found.length ? found[key] : undefined;
  return chosen === undefined ? found : [{ ...chosen, isSure: false }];
}

// One for each element in order, one for all of them, or all of them as one list.
function distribute(
  found: readonly Candidate[],
  question: Question,
  isList: boolean,
): readonly unknown[] | undefined {
  const { count } = question;
  const [first] = found;
  if (found.length === 1 && first !== undefined) return wrap(first.value, question, isList);
  if (count === found.length) return found.map(({ value }) => value);
  const isWhole = count === 1 && isList && !found.some(({ isOneOf }) => isOneOf);
  return isWhole ? [found.flatMap(({ value }) => value)] : undefined;
}

function wrap(value: unknown, { path, count }: Question, isList: boolean): readonly unknown[] {
  const last = path.at(-1);
  const isElement = last !== undefined && "key" in last;
  const isWhole = isList && count === 1 && !isElement && !Array.isArray(value);
  return isWhole ? [[value]] : repeat(value, count);
}

// What a target may mean: what was written, else what the wanted name suggests.
function candidatesOf(
  resolved: Resolved,
  target: Target & { readonly kind: "instance" },
  want: Want,
): readonly Candidate[] {
  const { instance, path, loose, isSure } = target;
  for (const [index, trial] of writtenPaths(path, loose).entries()) {
    const isPlain = index === 0 || isNamedAfter(instance, want);
    const found = tryPath(resolved, target, { path: trial, want, isSure: isSure && isPlain });
    if (found.length > 0) return found;
  }
  for (const trial of guessPaths(instance, want)) {
    const isPlain = isNamedAfter(instance, want);
    const found = tryPath(resolved, target, { path: trial, want, isSure: isSure && isPlain });
    if (found.length > 0) return found;
  }
  return [];
}

// Whole first: steps behind a variable may lead on, or may have led into an object made there.
function writtenPaths(path: readonly Step[], loose: readonly Step[]): readonly (readonly Step[])[] {
  if (path.length === 0) return loose.map((_, index) => loose.slice(index));
  return loose.length === 0 ? [path] : [[...path, ...loose], path];
}

function tryPath(
  resolved: Resolved,
  { instance, loose }: Target & { readonly kind: "instance" },
  trial: { readonly path: readonly Step[]; readonly want: Want; readonly isSure: boolean },
): readonly Candidate[] {
  const { path, want, isSure } = trial;
  const read = readAttribute(resolved, instance, path);
  if (read === undefined) return [];
  const { value, isFresh } = read;
  if (!isBlocks(value)) return [{ value, isFresh, instance, path, loose, isSure }];
  // `one(azurerm_firewall.x.ip_configuration[*].private_ip_address)`: the plan ends at the blocks.
  const inside = exportedInside(resolved, instance, path).filter((inner) =>
    fits(kindAt(inner), want.kind),
  );
  return inside.flatMap((inner) => {
    const below = readAttribute(resolved, instance, inner);
    const isOneOf = inside.length > 1;
    return below === undefined
      ? []
      : [{ ...below, instance, path: inner, loose, isSure: false, isOneOf }];
  });
}

function isBlocks(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isBlocks);
  return isJsonObject(value) && !isUnknown(value);
}

// `subnet_id` can only be the id of a subnet, though the plan says no more than `azurerm_subnet.a`.
function isNamedAfter({ type }: Instance, { kind, stem }: Want): boolean {
  return kind === "location" || isOfStem(type, stem);
}

// Every instance of a resource, remembered: all instances of another may name all of them.
function createSpread(
  resolved: Resolved,
): (target: Target & { readonly kind: "set" }, want: Want) => readonly Candidate[] {
  const known = new Map<Keyed<Instance>, Map<string, readonly Candidate[]>>();
  return ({ set, path, loose }, want) => {
    const lists = known.get(set) ?? new Map<string, readonly Candidate[]>();
    known.set(set, lists);
    const key = `${want.attribute} ${formatSteps([...path, ...loose])}`;
    const list =
      lists.get(key) ??
      inKeyOrder(set.list).flatMap((instance) =>
        candidatesOf(resolved, { kind: "instance", instance, path, loose, isSure: false }, want),
      );
    lists.set(key, list);
    return list;
  };
}

// Terraform orders the instances of `for_each` by key, and those of `count` by number.
function inKeyOrder(list: readonly Instance[]): readonly Instance[] {
  return [...list].sort(({ key: a }, { key: b }) => {
    if (typeof a === "number" && typeof b === "number") return a - b;
    return `${a}` < `${b}` ? -1 : 1;
  });
}

function explain(
  { targets }: Question,
  all: readonly Candidate[],
  found: readonly Candidate[],
): string {
  if (found.length > 1) return `it can be ${nameAll(found.map(nameOf), "or")}`;
  for (const target of targets) {
    if (target.kind !== "set") continue;
    const [first] = target.set.list;
    return `it is one of ${target.set.list.length} instances such as ${first?.address}, and the plan does not say which`;
  }
  const opaque = targets.flatMap((target) => (target.kind === "opaque" ? [target.text] : []));
  if (opaque.length > 0)
    return `it comes from ${nameAll(opaque, "and")}, which a plan does not explain`;
  const [part] = all;
  if (part !== undefined) {
    return `it is made of ${nameAll(all.map(nameOf), "and")} in a way that a plan does not show`;
  }
  return "the plan does not show what it is set to";
}

function nameOf({ instance, path, value }: Candidate): string {
  return isUnknown(value) ? value.$unknown : instance.address + formatSteps(path);
}

function nameAll(names: readonly string[], word: string): string {
  const distinct = [...new Set(names)];
  const shown = distinct.slice(0, mostNamed);
  const more = distinct.length - shown.length;
  if (more > 0) return `${shown.join(", ")} ${word} ${more} more`;
  const last = shown.pop();
  return shown.length === 0 ? `${last}` : `${shown.join(", ")} ${word} ${last}`;
}
