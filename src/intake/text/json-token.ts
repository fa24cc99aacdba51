import type { JSONScanner } from "jsonc-parser";

// The package declares its token kinds as a const enum, which modules that are compiled one by one
// cannot read.
/**
 * The kinds of token that a walk over JSON must tell apart, as numbered by jsonc-parser's scanner.
 */
export const tokenKind = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  text: 10,
  end: 17,
} as const;

/** Whether a token opens an object or an array. */
export function isOpening(kind: number): boolean {
  return kind === tokenKind.openBrace || kind === tokenKind.openBracket;
}

/** Whether a token closes an object or an array. */
export function isClosing(kind: number): boolean {
  return kind === tokenKind.closeBrace || kind === tokenKind.closeBracket;
}

/** Moves over the value that begins at the current token, to the token after it. */
export function skipValue(scanner: JSONScanner): void {
  let depth = 0;
  do {
    const kind: number = scanner.getToken();
    if (kind === tokenKind.end) return;
    if (isOpening(kind)) depth += 1;
    if (isClosing(kind)) depth -= 1;
    scanner.scan();
  } while (depth > 0);
}
