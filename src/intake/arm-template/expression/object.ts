import { isUnknown } from "../../../arm/index.ts";
import { findKey, readElement } from "./access.ts";
import {
  argument,
  boolean,
  faultOf,
  integer,
  kindOf,
  list,
  object,
  wrongKind,
} from "./argument.ts";
import { distinctOf, keyOf } from "./equality.ts";
import { type FunctionRow, many } from "./function-row.ts";
import { isList, isObject } from "./measure.ts";
import { type Call, unknownOf } from "./source.ts";
import type { ObjectValue, Value } from "./value.ts";

/** Functions of objects, and those that objects share with arrays. */
export const objectFunctions: readonly FunctionRow[] = [
  { name: "createObject", count: [0, many], unknowns: "never", apply: createObject },
  { name: "intersection", count: [2, many], apply: intersection },
  { name: "items", count: [1, 1], unknowns: "outside", apply: items },
  { name: "objectKeys", count: [1, 1], unknowns: "outside", apply: objectKeys },
  { name: "shallowMerge", count: [1, 1], unknowns: "outside", apply: shallowMerge },
  { name: "tryGet", count: [2, many], unknowns: "never", apply: tryGet },
  { name: "tryIndexFromEnd", count: [2, many], unknowns: "never", apply: tryIndexFromEnd },
  { name: "union", count: [2, many], unknowns: "outside", apply: union },
];

function createObject(call: Call): Value {
  const { args } = call;
  if (args.length % 2 !== 0) throw faultOf(call, "the last name has no value");
  const names = args.filter((_, index) => index % 2 === 0);
  if (names.some(isUnknown)) return unknownOf(call);
  const members = names.map((_, index): readonly [string, Value] => [
    nameAt(call, index * 2),
    argument(call, index * 2 + 1),
  ]);
  if (new Set(members.map(([name]) => name)).size < members.length) {
    throw faultOf(call, "a name occurs twice");
  }
  return Object.fromEntries(members);
}

function nameAt(call: Call, index: number): string {
  const name = argument(call, index);
  if (typeof name === "string") return name;
  throw wrongKind(call, index, "a text as name");
}

/** All arguments as arrays or all as objects. */
function alike<T extends Value>(
  call: Call,
  is: (value: Value) => value is T,
  wanted: string,
): readonly T[] {
  return call.args.map((arg, index) => {
    if (is(arg)) return arg;
    throw wrongKind(call, index, `${wanted}, like the others`);
  });
}

function intersection(call: Call): Value {
  const [first = null] = call.args;
  if (isList(first)) {
    const others = alike(call, isList, "an array").slice(1).map(keysOf);
    return distinctOf(first).filter((value) => others.every((keys) => keys.has(keyOf(value))));
  }
  if (!isObject(first)) throw wrongKind(call, 0, "an array or object");
  const others = alike(call, isObject, "an object").slice(1);
  return Object.fromEntries(
    Object.entries(first).filter(([name, value]) =>
      others.every(
        (other) => Object.hasOwn(other, name) && keyOf(other[name] ?? null) === keyOf(value),
      ),
    ),
  );
}

function keysOf(values: readonly Value[]): ReadonlySet<string> {
  return new Set(values.map(keyOf));
}

function union(call: Call): Value {
  const [first = null] = call.args;
  if (isList(first)) return distinctOf(alike(call, isList, "an array").flat());
  if (isObject(first)) {
    return alike(call, isObject, "an object").reduce((a, b) => merge(call, a, b));
  }
  throw wrongKind(call, 0, "an array or object");
}

/** Lays one object over another: objects inside are merged too, anything else is replaced. */
function merge(call: Call, below: ObjectValue, above: ObjectValue): ObjectValue {
  const members = new Map(Object.entries(below));
  const names = new Map(Object.keys(below).map((name) => [name.toLowerCase(), name]));
  for (const [name, value] of Object.entries(above)) {
    const key = names.get(name.toLowerCase()) ?? name;
    members.set(key, mergeMember(call, members.get(key) ?? null, value));
    names.set(name.toLowerCase(), key);
  }
  return Object.fromEntries(members);
}

function mergeMember(call: Call, below: Value, above: Value): Value {
  if (!isObject(above)) return above;
  if (isObject(below)) return merge(call, below, above);
  // What is below may be an object too, whose members would stay.
  return isUnknown(below) ? unknownOf({ ...call, args: [below, above] }) : above;
}

function shallowMerge(call: Call): Value {
  const objects = list(call, 0);
  if (objects.some(isUnknown)) return unknownOf(call);
  const members = new Map<string, readonly [string, Value]>();
  for (const value of objects) {
    if (!isObject(value)) throw faultOf(call, `the array holds ${kindOf(value)} beside objects`);
    for (const [name, member] of Object.entries(value)) {
      const key = name.toLowerCase();
      members.set(key, [members.get(key)?.[0] ?? name, member]);
    }
  }
  return Object.fromEntries(members.values());
}

/** Names in order without regard to case; those that differ in case only keep their order. */
function sortedNames(value: ObjectValue): readonly string[] {
  const keyed = Object.keys(value).map((name) => ({ name, key: name.toUpperCase() }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ name }) => name);
}

function items(call: Call): Value {
  const value = object(call, 0);
  return sortedNames(value).map((key) => ({ key, value: value[key] ?? null }));
}

function objectKeys(call: Call): Value {
  return sortedNames(object(call, 0));
}

/** Only the first step may fail: the steps behind it must be there once it has succeeded. */
function tryGet(call: Call): Value {
  const [value, step] = [argument(call, 0), argument(call, 1)];
  if (isUnknown(value) || isUnknown(step))
    return readSteps(call, readElement(value, step, call.isSecret));
  return readSteps(call, find(call, value, step));
}

function find(call: Call, value: Value, step: Value): Value {
  if (typeof step === "string") {
    const key = isObject(value) ? findKey(value, step) : undefined;
    if (key === undefined) return call.missing?.(value, step) ?? null;
    return isObject(value) ? (value[key] ?? null) : null;
  }
  const index = integer(call, 1);
  return isList(value) ? (value[index] ?? null) : null;
}

function tryIndexFromEnd(call: Call): Value {
  const [value, step] = [argument(call, 0), argument(call, 1)];
  if (isUnknown(value) || isUnknown(step)) return unknownOf(call);
  const index = integer(call, 1);
  return readSteps(call, isList(value) && index > 0 ? (value.at(-index) ?? null) : null);
}

function readSteps(call: Call, start: Value): Value {
  if (start === null) return null;
  return call.args.slice(2).reduce((value, step) => readStep(call, value, step), start);
}

/** A step is a name, an index, or `{ value, fromEnd }`, as Bicep writes `[^1]` in a safe chain. */
function readStep(call: Call, value: Value, step: Value): Value {
  if (!isObject(step)) return readElement(value, step, call.isSecret);
  const parts: Call = { ...call, args: [step["value"] ?? null, step["fromEnd"] ?? false] };
  const index = argument(parts, 0);
  if (isUnknown(value) || isUnknown(index) || !boolean(parts, 1)) {
    return readElement(value, index, call.isSecret);
  }
  if (!isList(value)) throw faultOf(call, `${kindOf(value)} has no elements`);
  const fromEnd = integer(parts, 0);
  return readElement(value, value.length - fromEnd, call.isSecret);
}
