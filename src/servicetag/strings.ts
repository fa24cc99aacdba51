/** Gathers texts, each once, and gives them numbers from 0 in the order of their first use. */
export class StringWriter {
  readonly #numbers = new Map<string, number>();

  /** The number of a text. */
  add(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(text, number);
    return number;
  }

  /** All texts as two sections. */
  finish(): { readonly stringEnds: Uint32Array; readonly units: Uint16Array } {
    const texts = [...this.#numbers.keys()];
    const stringEnds = new Uint32Array(texts.length);
    const units = new Uint16Array(texts.reduce((sum, text) => sum + text.length, 0));
    let at = 0;
    for (const [number, text] of texts.entries()) {
      for (let index = 0; index < text.length; index += 1)
        units[at + index] = text.charCodeAt(index);
      at += text.length;
      stringEnds[number] = at;
    }
    return { stringEnds, units };
  }
}

/** Reads one text out of the sections that `StringWriter` made. */
export function readString(
  { stringEnds, units }: { readonly stringEnds: Uint32Array; readonly units: Uint16Array },
  number: number,
): string {
  const start = number === 0 ? 0 : (stringEnds[number - 1] as number);
  return String.fromCharCode(...units.subarray(start, stringEnds[number] as number));
}
