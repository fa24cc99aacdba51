/**
 * The names in braces of a template: `"a {x} b {y}"` gives `"x" | "y"`. Braces around more than one
 * word are text.
 */
type NamesIn<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${string} ${string}` ? never : Name) | NamesIn<Rest>
  : never;

/** The values that fill a template, one per name in braces. */
export type Parameters<T extends string> = { readonly [Name in NamesIn<T>]: string | number };

/** Replaces each `{name}` by its value. A name without a value is a bug, and shows as `{name}`. */
export function fillTemplate(
  template: string,
  parameters: Readonly<Record<string, string | number>>,
): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => `${parameters[name] ?? whole}`);
}

/**
 * Reads the values back out of a text that a template was filled to; `undefined` when the text comes
 * from another template.
 */
export function readTemplate(
  template: string,
  text: string,
): Readonly<Record<string, string>> | undefined {
  const literal = template.replaceAll(/[\\^$.*+?()[\]|]/g, "\\$&");
  const pattern = new RegExp(`^${literal.replaceAll(/\{(\w+)\}/g, "(?<$1>.*?)")}$`, "s");
  return pattern.exec(text)?.groups;
}
