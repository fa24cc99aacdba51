/** A resource id, taken apart. Comparisons use `key`; printing uses `text`. */
export interface ArmId {
  /** As it was written, without a trailing slash. */
  readonly text: string;
  /** Lower case: ids are equal without regard to case. */
  readonly key: string;
  readonly subscription: string | undefined;
  readonly resourceGroup: string | undefined;
  /** `Microsoft.Network/virtualNetworks/subnets`, as written. */
  readonly type: string;
  /** `vnet1`, `subnet1`: one per type segment. */
  readonly names: readonly string[];
  /** The last name. */
  readonly name: string;
  /** Id of the parent resource as text; absent at the top. */
  readonly parent: string | undefined;
}

/** Where a resource without an id is put. */
export const defaultScope =
  "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/default";

/**
 * Takes a resource id apart; `undefined` when the text is none.
 *
 * An extension resource counts by its last `providers` segment, as ARM does.
 */
export function parseArmId(text: string): ArmId | undefined {
  const trimmed = text.endsWith("/") ? text.slice(0, -1) : text;
  if (!trimmed.startsWith("/")) return undefined;
  // One pass over the text and no list of its segments, because every id of the input comes by
  // here, some more than once: 1 microsecond in place of 2.
  const found: Walked = { namespace: 0, type: "", names: [], count: -1, parentEnd: 0 };
  let subscription: string | undefined;
  let resourceGroup: string | undefined;
  let before: Word | undefined;
  for (let start = 1; start <= trimmed.length; ) {
    const slash = trimmed.indexOf("/", start);
    const end = slash < 0 ? trimmed.length : slash;
    if (end === start) return undefined;
    if (before === "subscriptions") subscription ??= trimmed.slice(start, end);
    if (before === "resourcegroups") resourceGroup ??= trimmed.slice(start, end);
    before = wordAt(trimmed, start, end);
    if (before === "providers") restart(found);
    else if (found.count >= 0) step(found, trimmed, start, end);
    start = end + 1;
  }
  const { type, names, count, parentEnd } = found;
  if (count < 3 || count % 2 === 0) return undefined;
  return {
    text: trimmed,
    key: trimmed.toLowerCase(),
    subscription,
    resourceGroup,
    type,
    names,
    name: names.at(-1) ?? "",
    parent: names.length > 1 ? trimmed.slice(0, parentEnd) : undefined,
  };
}

/** What stands behind the last `providers` so far. */
interface Walked {
  /** Where the namespace begins. */
  namespace: number;
  type: string;
  names: string[];
  /** Segments, the namespace among them; -1 before there is a provider. */
  count: number;
  /** Where the id of the parent ends, if this is a child. */
  parentEnd: number;
}

function restart(found: Walked): void {
  found.type = "";
  found.names = [];
  found.count = 0;
}

// A list that grows keeps room for 17, half of what an id takes in memory; few ids have more than
// four names.
function withName(names: string[], name: string): string[] {
  if (names.length < 4) return [...names, name];
  names.push(name);
  return names;
}

// The namespace, then types and names in turn.
function step(found: Walked, text: string, start: number, end: number): void {
  if (found.count === 0) found.namespace = start;
  else if (found.count % 2 === 0) found.names = withName(found.names, text.slice(start, end));
  else if (found.count === 1) found.type = text.slice(found.namespace, end);
  else {
    found.type += text.slice(start - 1, end);
    found.parentEnd = start - 1;
  }
  found.count += 1;
}

/**
 * Makes the id of a resource that has only a type and a name.
 *
 * The name of a child holds its parents' names: `vnet1/subnet1` with type
 * `.../virtualNetworks/subnets`.
 * `undefined` when the two do not have the same depth.
 */
export function makeArmId(
  type: string,
  name: string,
  scope: string = defaultScope,
): string | undefined {
  return idMaker(type)(name.split("/"), scope);
}

/**
 * As `makeArmId`, for many resources of one type. The names, one for each segment of the type, are
 * given apart.
 */
export function idMaker(
  type: string,
): (names: readonly string[], scope: string) => string | undefined {
  const [namespace, ...types] = type.split("/");
  return (names, scope) => {
    if (!namespace || types.length === 0 || types.length !== names.length) return undefined;
    let id = `${scope}/providers/${namespace}`;
    for (let index = 0; index < names.length; index += 1) {
      const part = types[index];
      const name = names[index];
      if (!part || !name) return undefined;
      id += `/${part}/${name}`;
    }
    return id;
  };
}

type Word = "providers" | "subscriptions" | "resourcegroups";

function wordAt(text: string, start: number, end: number): Word | undefined {
  switch (end - start) {
    case 9:
      return isWord(text, start, "providers") ? "providers" : undefined;
    case 13:
      return isWord(text, start, "subscriptions") ? "subscriptions" : undefined;
    case 14:
      return isWord(text, start, "resourceGroups") ? "resourcegroups" : undefined;
    default:
      return undefined;
  }
}

// Nearly always in Azure's own spelling, which is compared without a copy.
function isWord(text: string, start: number, word: string): boolean {
  if (text.startsWith(word, start)) return true;
  return text.slice(start, start + word.length).toLowerCase() === word.toLowerCase();
}
