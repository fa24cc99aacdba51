import { isUnknown } from "../../../arm/index.ts";
import { findKey } from "./access.ts";
import { argument, faultOf, integer, list, named, text, wrongKind } from "./argument.ts";
import { areEqual, distinctOf, indexOfEqual } from "./equality.ts";
import { type FunctionRow, many } from "./function-row.ts";
import { interpolate } from "./interpolate.ts";
import { maxRange, maxValueSize } from "./limits.ts";
import { isList, isObject, measure } from "./measure.ts";
import { type Call, unknownOf } from "./source.ts";
import { lower, pieceOf } from "./text-value.ts";
import type { Value } from "./value.ts";

/** Functions of arrays, and those that arrays share with texts and objects. */
export const arrayFunctions: readonly FunctionRow[] = [
  { name: "array", count: [1, 1], unknowns: "outside", apply: toArray },
  { name: "concat", count: [1, many], unknowns: "never", apply: concat },
  { name: "contains", count: [2, 2], unknowns: "never", apply: contains },
  { name: "createArray", count: [0, many], unknowns: "never", apply: ({ args }) => args },
  {
    name: "distinct",
    count: [1, 1],
    unknowns: "outside",
    apply: (call) => distinctOf(list(call, 0)),
  },
  { name: "empty", count: [1, 1], unknowns: "outside", apply: (call) => lengthOf(call) === 0 },
  { name: "first", count: [1, 1], unknowns: "outside", apply: (call) => endOf(call, 0) },
  { name: "flatten", count: [1, 1], unknowns: "outside", apply: flatten },
  { name: "indexFromEnd", count: [2, 2], unknowns: "outside", apply: indexFromEnd },
  { name: "indexOf", count: [2, 2], unknowns: "never", apply: indexOf },
  { name: "last", count: [1, 1], unknowns: "outside", apply: (call) => endOf(call, -1) },
  { name: "lastIndexOf", count: [2, 2], unknowns: "never", apply: lastIndexOf },
  { name: "length", count: [1, 1], unknowns: "outside", apply: lengthOf },
  { name: "range", count: [2, 2], apply: range },
  { name: "skip", count: [2, 2], unknowns: "outside", apply: skip },
  { name: "take", count: [2, 2], unknowns: "outside", apply: take },
];

const textOrArray = "a text or array";

function toArray(call: Call): Value {
  const value = argument(call, 0);
  return isList(value) ? value : [value];
}

function concat(call: Call): Value {
  const { args, isSecret } = call;
  if (args.every(isList)) return args.length === 1 ? (args[0] ?? null) : joinLists(call, args);
  if (args.some(isList)) return concatUnknown(call);
  const pieces = args.map((_, index) => pieceOf(call, index));
  return named(call, () => interpolate(pieces, isSecret));
}

/** Asked before the array is made, for one that is far too large would fill the memory. */
function joinLists(call: Call, lists: readonly (readonly Value[])[]): Value {
  const size = lists.reduce((sum, values) => sum + measure(values).size, 0);
  if (size > maxValueSize) throw faultOf(call, "the array is too large");
  return lists.flat();
}

/** Arrays beside what is unknown are an unknown array; beside anything else they do not fit. */
function concatUnknown(call: Call): Value {
  const odd = call.args.findIndex((arg) => !isList(arg) && !isUnknown(arg));
  if (odd < 0) return unknownOf(call);
  throw wrongKind(call, odd, "an array, like the others");
}

function contains(call: Call): Value {
  const [container, item] = [argument(call, 0), argument(call, 1)];
  if (isUnknown(container)) return unknownOf(call);
  if (isList(container)) return containsItem(call, container, item);
  if (!isObject(container) && typeof container !== "string") {
    throw wrongKind(call, 0, "a text, array or object");
  }
  if (isUnknown(item)) return unknownOf(call);
  if (typeof container === "string") return container.includes(text(call, 1));
  return findKey(container, text(call, 1)) !== undefined;
}

function containsItem(call: Call, values: readonly Value[], item: Value): Value {
  const answers = values.map((value) => areEqual(value, item));
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? unknownOf(call) : false;
}

function lengthOf(call: Call): number {
  const value = argument(call, 0);
  if (value === null) return 0;
  if (typeof value === "string" || isList(value)) return value.length;
  if (isObject(value)) return Object.keys(value).length;
  throw wrongKind(call, 0, "a text, array or object");
}

function endOf(call: Call, index: number): Value {
  const value = argument(call, 0);
  if (value === null) return null;
  if (isList(value)) return value.at(index) ?? null;
  if (typeof value === "string") return value.at(index) ?? "";
  throw wrongKind(call, 0, textOrArray);
}

function flatten(call: Call): Value {
  const values = list(call, 0);
  if (values.some(isUnknown)) return unknownOf(call);
  return values.flatMap((value) => {
    if (isList(value)) return value;
    throw faultOf(call, "the array holds something else than arrays");
  });
}

function indexFromEnd(call: Call): Value {
  const [values, index] = [list(call, 0), integer(call, 1)];
  const value = index < 1 ? undefined : values.at(-index);
  if (value === undefined) throw faultOf(call, `there is no element ${index} from the end`);
  return value;
}

function indexOf(call: Call): Value {
  const container = argument(call, 0);
  if (isUnknown(container)) return unknownOf(call);
  if (isList(container)) return indexOfEqual(container, argument(call, 1)) ?? unknownOf(call);
  if (container === null) return -1;
  if (typeof container !== "string") throw wrongKind(call, 0, textOrArray);
  if (isUnknown(argument(call, 1))) return unknownOf(call);
  return lower(container).indexOf(lower(text(call, 1)));
}

function lastIndexOf(call: Call): Value {
  const container = argument(call, 0);
  if (isUnknown(container)) return unknownOf(call);
  if (isList(container)) {
    const fromEnd = indexOfEqual(container.toReversed(), argument(call, 1));
    if (fromEnd === undefined) return unknownOf(call);
    return fromEnd < 0 ? -1 : container.length - 1 - fromEnd;
  }
  if (container === null) return -1;
  if (typeof container !== "string") throw wrongKind(call, 0, textOrArray);
  if (isUnknown(argument(call, 1))) return unknownOf(call);
  return lower(container).lastIndexOf(lower(text(call, 1)));
}

function range(call: Call): Value {
  const [start, length] = [integer(call, 0), integer(call, 1)];
  if (length < 0 || length > maxRange) {
    throw faultOf(call, `the count ${length} is not between 0 and ${maxRange}`);
  }
  if (start < -(2 ** 31) || start + length - 1 >= 2 ** 31) {
    throw faultOf(call, "the integers exceed 32 bits");
  }
  return Array.from({ length }, (_, index) => start + index);
}

function skip(call: Call): Value {
  return cuttable(call)?.slice(countOf(call)) ?? null;
}

function take(call: Call): Value {
  return cuttable(call)?.slice(0, countOf(call)) ?? null;
}

function countOf(call: Call): number {
  return Math.max(0, integer(call, 1));
}

function cuttable(call: Call): readonly Value[] | string | null {
  const value = argument(call, 0);
  if (value === null || typeof value === "string" || isList(value)) return value;
  throw wrongKind(call, 0, textOrArray);
}
