import { oneLine } from "../one-line.ts";
import type { Address, Block, Body, Item, Value } from "./block.ts";

/** Formats parts of a configuration, one paragraph each; edits of one resource become one. */
export function formatBlocks(blocks: readonly Block[]): string {
  return mergeEdits(blocks).map(formatBlock).join("\n\n");
}

/** A text in double quotes: no part of it is taken for a template. */
export function quoteText(text: string): string {
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replaceAll(/[$%](?=\{)/g, (sign) => sign + sign)
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t");
  return `"${escaped}"`;
}

function formatBlock(block: Block): string {
  switch (block.kind) {
    case "new":
      return lines(comment(block.note), formatResource(block.type, block.label, block.body, 0));
    case "edit":
      return lines(
        `# In ${nameOfAddress(block.at)}; what is not shown stays as it is.`,
        comment(block.note),
        formatEdit(block.at, block.body),
      );
    case "delete":
      return `# Delete ${oneLine(block.what)}.`;
  }
}

/** What people call a resource of a configuration. */
export function nameOfAddress({ type, label, known, inner }: Address): string {
  const resource = oneLine(known ?? `${type}.${label}`);
  return inner === undefined
    ? resource
    : `${resource}, the block ${inner.block} "${oneLine(inner.name)}"`;
}

function formatEdit({ type, label, inner }: Address, body: Body): string {
  if (inner === undefined) return formatResource(type, label, body, 0);
  const name = { name: "name", value: inner.name };
  const nested = [{ block: inner.block, body: [name, ...body] }];
  return formatResource(type, label, nested, 0);
}

function formatResource(type: string, label: string, body: Body, depth: number): string {
  return formatBody(`resource "${type}" "${label}"`, body, depth);
}

function formatBody(head: string, body: Body, depth: number): string {
  const inside = formatItems(body, depth + 1);
  return [`${indent(depth)}${head} {`, ...inside, `${indent(depth)}}`].join("\n");
}

// As `terraform fmt` has it: the equal signs of attributes that stand together are in one column,
// and blocks have an empty line before them.
function formatItems(items: Body, depth: number): readonly string[] {
  const written: string[] = [];
  let run: { readonly name: string; readonly text: string }[] = [];
  const flush = () => {
    const width = Math.max(0, ...run.map(({ name }) => name.length));
    for (const { name, text } of run) {
      written.push(`${indent(depth)}${name.padEnd(width)} = ${text}`);
    }
    run = [];
  };
  for (const item of items) {
    if ("block" in item) {
      flush();
      if (written.length > 0) written.push("");
      written.push(formatBody(item.block, item.body, depth));
      continue;
    }
    const text = formatValue(item.value, depth);
    const isTall = text.includes("\n");
    if (isTall) flush();
    run.push({ name: item.name, text });
    if (isTall) flush();
  }
  flush();
  return written;
}

function formatValue(value: Value, depth: number): string {
  if (value === null) return "null";
  if (typeof value === "string") return quoteText(value);
  if (typeof value === "number" || typeof value === "boolean") return `${value}`;
  if (isList(value)) return formatList(value, depth);
  if ("expression" in value) return value.expression;
  const items: readonly Item[] = Object.entries(value.object).map(([name, inner]) => ({
    name: /^[A-Za-z_][\w-]*$/.test(name) ? name : quoteText(name),
    value: inner,
  }));
  return ["{", ...formatItems(items, depth + 1), `${indent(depth)}}`].join("\n");
}

function formatList(values: readonly Value[], depth: number): string {
  const texts = values.map((value) => formatValue(value, depth + 1));
  const short = `[${texts.join(", ")}]`;
  if (short.length <= 60 && !short.includes("\n")) return short;
  const inner = texts.map((text) => `${indent(depth + 1)}${text},`);
  return ["[", ...inner, `${indent(depth)}]`].join("\n");
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Joins edits of one resource into the first of them; a later value of an attribute counts. */
function mergeEdits(blocks: readonly Block[]): readonly Block[] {
  const merged: Block[] = [];
  const places = new Map<string, number>();
  for (const block of blocks) {
    const key = block.kind === "edit" ? nameOfAddress(block.at) : undefined;
    const at = key === undefined ? undefined : places.get(key);
    const earlier = at === undefined ? undefined : merged[at];
    if (block.kind === "edit" && earlier?.kind === "edit" && at !== undefined) {
      merged[at] = { ...earlier, body: mergeBodies(earlier.body, block.body) };
    } else {
      if (key !== undefined) places.set(key, merged.length);
      merged.push(block);
    }
  }
  return merged;
}

function mergeBodies(earlier: Body, later: Body): Body {
  const names = new Set(later.flatMap((item) => ("name" in item ? [item.name] : [])));
  const kept = earlier.filter((item) => !("name" in item) || !names.has(item.name));
  return [...kept, ...later];
}

function comment(note: string | undefined): string {
  return note === undefined ? "" : `# ${oneLine(note)}`;
}

function lines(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n");
}

function indent(depth: number): string {
  return "  ".repeat(depth);
}
