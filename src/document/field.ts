/** Something wrong in a document, and what to do about it. */
export interface Mistake {
  /** JSON pointer of the value; empty for the whole document. */
  readonly pointer: string;
  /** The key itself is wrong: its name, which stands before the value. */
  readonly key?: string;
  /** One sentence without a full stop. */
  readonly message: string;
  /** What to write; absent where `known` tells. */
  readonly remedy?: string;
  /** Word that was not understood, and those that would be; for suggestions. */
  readonly word?: string;
  readonly known?: readonly string[];
}

/** A value of a document, where it stands, and where mistakes go. */
export interface Spot {
  readonly value: unknown;
  readonly pointer: string;
  readonly report: (mistake: Mistake) => void;
}

/** The fields of a mapping by name; one that is absent or null has no spot. */
export interface Fields<Key extends string> {
  readonly spot: Spot;
  readonly at: (key: Key) => Spot | undefined;
}

/** Adds a mistake about a spot. */
export function mistakeAt(
  { pointer, report }: Spot,
  message: string,
  more: Partial<Omit<Mistake, "pointer" | "message">> = {},
): void {
  report({ pointer, message, ...more });
}

/** Reads a mapping whose keys are known; each other key is a mistake. */
export function fieldsAt<Key extends string>(
  spot: Spot,
  keys: readonly Key[],
  noun: string,
): Fields<Key> | undefined {
  const { value, pointer, report } = spot;
  if (!isMapping(value)) {
    mistakeAt(spot, `${noun} must be a mapping`, { remedy: `Write ${keys.join(", ")} below it.` });
    return undefined;
  }
  for (const key of Object.keys(value)) {
    if (keys.some((one) => one === key)) continue;
    const at = `${pointer}/${escapeStep(key)}`;
    report({
      pointer: at,
      key,
      message: `'${key}' is not a field of ${noun}`,
      word: key,
      known: keys,
    });
  }
  return {
    spot,
    at: (key) => {
      const field = Object.hasOwn(value, key) ? value[key] : undefined;
      if (field === undefined || field === null) return undefined;
      return { value: field, pointer: `${pointer}/${escapeStep(key)}`, report };
    },
  };
}

/** Reads a list. */
export function itemsAt(spot: Spot, noun: string): readonly Spot[] {
  const { value, pointer, report } = spot;
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => ({
      value: item,
      pointer: `${pointer}/${index}`,
      report,
    }));
  }
  mistakeAt(spot, `${noun} must be a list`, { remedy: "Begin each item with a dash." });
  return [];
}

/** Reads a text that is not empty. A number counts as the text that it is written as. */
export function textAt(spot: Spot | undefined, noun: string): string | undefined {
  if (spot === undefined) return undefined;
  const { value } = spot;
  if (typeof value === "string" && value.trim() !== "") return value.trim();
  if (typeof value === "number") return String(value);
  mistakeAt(spot, `${noun} must be a text`, { remedy: "Write one, or leave the field out." });
  return undefined;
}

/** Reads a text or a list of texts. */
export function textsAt(spot: Spot | undefined, noun: string): readonly string[] {
  if (spot === undefined) return [];
  if (!Array.isArray(spot.value)) {
    const text = textAt(spot, noun);
    return text === undefined ? [] : [text];
  }
  return itemsAt(spot, noun).flatMap((item) => textAt(item, noun) ?? []);
}

/** Reads one of some words, or a list of them. */
export function choicesAt<Word extends string>(
  spot: Spot | undefined,
  words: readonly Word[],
  noun: string,
): readonly Word[] {
  if (spot === undefined) return [];
  const spots = Array.isArray(spot.value) ? itemsAt(spot, noun) : [spot];
  return spots.flatMap((item) => {
    const text = textAt(item, noun);
    const word = words.find((one) => one.toLowerCase() === text?.toLowerCase());
    if (text === undefined || word !== undefined) return word ?? [];
    mistakeAt(item, `'${text}' is not known as ${noun}`, { word: text, known: words });
    return [];
  });
}

/** Reads a truth value. */
export function booleanAt(spot: Spot | undefined, noun: string): boolean | undefined {
  if (spot === undefined) return undefined;
  if (typeof spot.value === "boolean") return spot.value;
  mistakeAt(spot, `${noun} must be true or false`, { remedy: "Write true or false." });
  return undefined;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function escapeStep(step: string): string {
  return step.replaceAll("~", "~0").replaceAll("/", "~1");
}
