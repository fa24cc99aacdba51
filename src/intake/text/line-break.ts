/**
 * Rewrites the line breaks and tabs that stand bare inside of texts, which JSON forbids and ARM
 * takes: long expressions of templates are written over several lines. Comments are left alone.
 *
 * Cost: one pass.
 */
export function rewriteBreaks(text: string, rewrite: (lineBreak: string) => string): string {
  const parts: string[] = [];
  let from = 0;
  let at = 0;
  while (at < text.length) {
    if (text.startsWith("//", at)) at = endOf(text, "\n", at + 2);
    else if (text.startsWith("/*", at)) at = endOf(text, "*/", at + 2);
    else if (text[at] !== '"') at += 1;
    else {
      for (at += 1; at < text.length && text[at] !== '"'; at += 1) {
        const length = breakLength(text, at);
        if (text[at] === "\\" && breakLength(text, at + 1) === 0) at += 1;
        if (length === 0) continue;
        parts.push(text.slice(from, at), rewrite(text.slice(at, at + length)));
        from = at + length;
        at = from - 1;
      }
      at += 1;
    }
  }
  return parts.length === 0 ? text : parts.join("") + text.slice(from);
}

/** A line break or tab as JSON writes it inside of a text. */
export function escapeBreak(lineBreak: string): string {
  return lineBreak.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t");
}

/** Blanks instead of a line break, so that all that follows keeps its place. */
export function blankBreak(lineBreak: string): string {
  return " ".repeat(lineBreak.length);
}

function breakLength(text: string, at: number): number {
  if (text[at] === "\n" || text[at] === "\t") return 1;
  if (text[at] !== "\r") return 0;
  return text[at + 1] === "\n" ? 2 : 1;
}

function endOf(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at + mark.length;
}
