// What a client of Azure makes of an answer: the mappers of `@azure/arm-network`, by which it reads
// every body. A property that no mapper knows is lost on the way, and one of another type breaks.
import { type Mapper, mapperOf } from "./emulator/wire/mapper.ts";

/**
 * The places of a body that a client does not take in, each with why: `value/0/ruleId: unknown`.
 * Throws where there is no mapper of that name.
 */
export function lostBy(name: string, body: unknown): readonly string[] {
  const mapper = mapperOf(name);
  if (mapper === undefined) throw new RangeError(`no mapper ${name}`);
  return [...losses(mapper, body, "")];
}

function* losses(mapper: Mapper, value: unknown, at: string): Iterable<string> {
  const { name, element, value: ofValue } = mapper.type;
  switch (name) {
    case "Composite":
      return yield* isObject(value) ? inComposite(mapper, value, at) : wrong(at, "an object");
    case "Sequence":
      if (!Array.isArray(value)) return yield* wrong(at, "a list");
      for (const [index, one] of value.entries())
        yield* losses(element!, one, below(at, `${index}`));
      return;
    case "Dictionary":
      if (!isObject(value)) return yield* wrong(at, "an object");
      for (const [key, one] of Object.entries(value)) yield* losses(ofValue!, one, below(at, key));
      return;
    case "Number":
    case "Boolean":
    case "String":
      return yield* typeof value === name.toLowerCase() ? [] : wrong(at, name.toLowerCase());
    case "DateTime":
      return yield* Number.isNaN(Date.parse(String(value))) ? wrong(at, "a time") : [];
    default:
  }
}

// A name such as `properties.address` reaches into an object that is no model of its own.
function* inComposite(
  mapper: Mapper,
  object: Readonly<Record<string, unknown>>,
  at: string,
  path = "",
): Iterable<string> {
  const { className, modelProperties } = mapper.type;
  const own = modelProperties ?? mapperOf(className ?? "")?.type.modelProperties ?? {};
  const byName = new Map(Object.values(own).map((one) => [one.serializedName, one]));
  for (const [key, value] of Object.entries(object)) {
    const name = `${path}${key}`;
    const known = byName.get(name);
    const isParent = [...byName.keys()].some((one) => one?.startsWith(`${name}.`));
    if (known !== undefined) yield* losses(known, value, below(at, key));
    else if (isParent && isObject(value))
      yield* inComposite(mapper, value, below(at, key), `${name}.`);
    else yield `${below(at, key)}: unknown`;
  }
}

function wrong(at: string, wanted: string): readonly string[] {
  return [`${at}: not ${wanted}`];
}

function below(at: string, step: string): string {
  return at === "" ? step : `${at}/${step}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
