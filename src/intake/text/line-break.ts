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
    if (text[at] === '"') {
      const end = endOfText(text, at + 1);
      const piece = text.slice(at, end);
      parts.push(text.slice(from, at), piece.replace(/\r\n|[\r\n\t]/g, rewrite));
      from = end;
      at = end;
    } else at = afterSign(text, at);
  }
  return parts.join("") + text.slice(from);
}

function endOfText(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return Math.min(at + 1, text.length);
}

/** The place after a comment, or after one sign. */
function afterSign(text: string, at: number): number {
  if (text.startsWith("//", at)) return endOf(text, "\n", at + 2);
  return text.startsWith("/*", at) ? endOf(text, "*/", at + 2) : at + 1;
}

/** A line break or tab as JSON writes it inside of a text. */
export function escapeBreak(lineBreak: string): string {
  return lineBreak.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t");
}

/** Blanks instead of a line break, so that all that follows keeps its place. */
export function blankBreak(lineBreak: string): string {
  return " ".repeat(lineBreak.length);
}

function endOf(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at + mark.length;
}
