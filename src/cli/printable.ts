// Names and values come from files that others wrote: they must neither steer the terminal nor
// flood it.

// Control characters but for tab and line feed, and the marks that turn the direction of writing.
const steering = /(?![\t\n])[\p{Cc}\p{Bidi_Control}]/gu;

/** Gives a text that a terminal prints and does not obey; each odd character becomes one U+FFFD. */
export function toPrintable(text: string): string {
  return text.replaceAll(steering, "\ufffd");
}

// In characters. No sentence of ours comes near it.
const longestLine = 2000;

/** Gives a text as one printable line of bounded length. */
export function toLine(text: string): string {
  const line =
    text.length > longestLine
      ? `${text.slice(0, longestLine)}... (${text.length} characters)`
      : text;
  return toPrintable(line.replaceAll(/[\r\n]+/g, " "));
}
