/**
 * A text of the input as part of one line, such as a comment, which it must not end: what breaks
 * lines or shows them in another order becomes a space.
 */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ");
}
