// What a deployment makes, as a page that a person reads: resources in order, outputs, messages.
import { isJsonObject, isUnknown } from "../../src/arm/index.ts";
import type { Deployed } from "../../src/intake/arm-template/index.ts";

/** Renders everything that a deployment gives. */
export function renderDeployed({ resources, outputs, diagnostics, wanted }: Deployed): string {
  const parts = [
    ...resources.map(({ id, body, place }) => {
      const { id: _, type, name, ...rest } = body;
      const where = `${place.file}#${place.filePointer}`;
      return `${id.text}\n  (${type} ${name}, ${where})\n${render(rest, 1)}`;
    }),
    ...Object.entries(outputs).map(
      ([name, output]) => `output ${name}:${renderMember(output, 0)}\n`,
    ),
    ...diagnostics.map(({ severity, code, message, place, related }) => {
      const where = [place, ...related].map((one) => `${one.file}#${one.filePointer}`).join(", ");
      return `${severity} ${code} at ${where}\n  ${message}\n`;
    }),
    ...(wanted.length === 0 ? [] : [`wanted: ${wanted.join(", ")}\n`]),
  ];
  return parts.length === 0 ? "nothing\n" : parts.join("\n");
}

function render(value: object, depth: number): string {
  return Object.entries(value)
    .map(([name, member]) => `${"  ".repeat(depth)}${name}:${renderMember(member, depth)}\n`)
    .join("");
}

function renderMember(value: unknown, depth: number): string {
  if (isUnknown(value)) {
    const of = value.$of === undefined ? "" : ` at ${value.$of.id}#${value.$of.pointer}`;
    return ` ? ${value.$unknown}${of}`;
  }
  if (Array.isArray(value) && value.every((one) => !isJsonObject(one) && !Array.isArray(one))) {
    return ` ${JSON.stringify(value)}`;
  }
  const isEmpty = typeof value === "object" && value !== null && Object.keys(value).length === 0;
  if ((Array.isArray(value) || isJsonObject(value)) && !isEmpty) {
    return `\n${render(value, depth + 1).trimEnd()}`;
  }
  return ` ${JSON.stringify(value)}`;
}
