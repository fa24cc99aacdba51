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
  // Loops, because every id of the input comes by here, some more than once.
  const segments = trimmed.slice(1).split("/");
  let provider = -1;
  for (const [index, segment] of segments.entries()) {
    if (segment === "") return undefined;
    if (isWord(segment, "providers")) provider = index;
  }
  const namespace = segments[provider + 1];
  const length = segments.length - provider - 2;
  if (provider < 0 || namespace === undefined || length < 2 || length % 2 === 1) return undefined;
  let type = namespace;
  const names: string[] = [];
  for (let index = provider + 2; index < segments.length; index += 2) {
    type += `/${segments[index]}`;
    names.push(segments[index + 1] ?? "");
  }
  return {
    text: trimmed,
    key: trimmed.toLowerCase(),
    subscription: segmentAfter(segments, "subscriptions"),
    resourceGroup: segmentAfter(segments, "resourcegroups"),
    type,
    names,
    name: names.at(-1) ?? "",
    parent:
      length > 2
        ? trimmed.slice(0, trimmed.lastIndexOf("/", trimmed.lastIndexOf("/") - 1))
        : undefined,
  };
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
  const [namespace, ...types] = type.split("/");
  const names = name.split("/");
  if (!namespace || types.length === 0 || types.length !== names.length) return undefined;
  if ([...types, ...names].some((part) => part === "")) return undefined;
  const path = types.map((part, index) => `${part}/${names[index]}`).join("/");
  return `${scope}/providers/${namespace}/${path}`;
}

function segmentAfter(segments: readonly string[], word: string): string | undefined {
  for (let at = 0; at < segments.length; at += 1) {
    if (isWord(segments[at] ?? "", word)) return segments[at + 1];
  }
  return undefined;
}

function isWord(segment: string, word: string): boolean {
  return segment.length === word.length && segment.toLowerCase() === word;
}
