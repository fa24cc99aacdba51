/** An element. */
export interface Element {
  readonly name: string;
  /** In the order in which they are written; one that is undefined is left out. */
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  /** Elements or a text; absent: it is empty. */
  readonly content?: readonly Element[] | string;
}

/** Writes a document: one element a line, those inside others two blanks further in. */
export function formatXml(root: Element): string {
  return `${['<?xml version="1.0" encoding="UTF-8"?>', ...linesOf(root, "")].join("\n")}\n`;
}

function linesOf({ name, attributes, content }: Element, indent: string): readonly string[] {
  const open = `${indent}<${name}${attributesOf(attributes)}`;
  if (content === undefined) return [`${open}/>`];
  // Blanks around a text would be part of it.
  if (typeof content === "string") return [`${open}>${escapeXml(content)}</${name}>`];
  const inner = content.flatMap((element) => linesOf(element, `${indent}  `));
  return [`${open}>`, ...inner, `${indent}</${name}>`];
}

function attributesOf(attributes: Element["attributes"]): string {
  return Object.entries(attributes)
    .map(([name, value]) => (value === undefined ? "" : ` ${name}="${escapeXml(`${value}`)}"`))
    .join("");
}

// XML 1.0 has no way to write most control characters.
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

function escapeXml(text: string): string {
  return text.replaceAll(forbidden, "\ufffd").replaceAll(/[&<>"']/g, (one) => entities[one] ?? one);
}
