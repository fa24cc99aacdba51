/** The first place where a text stops being JSON. */
export interface Fault {
  /** Number of the fault in jsonc-parser's list. */
  readonly error: number;
  /** In UTF-16 units. */
  readonly offset: number;
}

const openText = 12;

const bareCharacter = 16;

// By the parser's own numbers: it declares them as a const enum, which modules that are compiled
// one by one cannot read.
const problems: Readonly<Record<number, string>> = {
  1: "a word or sign that JSON does not know",
  2: "a number that is not written as JSON writes it",
  3: "a property name in double quotes is expected",
  4: "a value is expected",
  5: "a colon is expected after the property name",
  6: "a comma is expected",
  7: "a closing brace is expected",
  8: "a closing bracket is expected",
  9: "there is more text after the value",
  10: "a comment is not closed",
  11: "a comment is not closed",
  [openText]: "a text is not closed with a double quote on its line",
  13: "a number breaks off",
  14: "an escape \\u without four hexadecimal digits",
  15: "an escape that JSON does not know",
  [bareCharacter]: "a control character inside a text; it must be escaped",
};

/** Whether a text is not closed on its line, or has a control character such as a tab in it. */
export function isBareText({ error }: Fault): boolean {
  return error === openText || error === bareCharacter;
}

/** Says a fault in words, without quoting the text. */
export function describeFault(text: string, fault: Fault): string {
  if (breaksOff(text, fault)) return "the text breaks off before the value is complete";
  return problems[fault.error] ?? "it cannot be parsed";
}

// A cut inside a text is noticed at its opening quote, and no line follows.
function breaksOff(text: string, { error, offset }: Fault): boolean {
  if (error === openText) return !text.includes("\n", offset);
  return text.slice(offset).trim() === "";
}
