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
