/** The syntax tree of one expression. */
export type Expression =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] }
  | {
      readonly kind: "member";
      readonly object: Expression;
      readonly name: string;
      /** Whether an absent member gives null: `a.?b`. */
      readonly isSafe: boolean;
    }
  | {
      readonly kind: "index";
      readonly object: Expression;
      readonly index: Expression;
      readonly isSafe: boolean;
    };

/** What a text of a template is. */
export type ParsedText =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "expression"; readonly expression: Expression }
  | { readonly kind: "invalid"; readonly problem: string };

/** Parses one text of a template: an expression when it stands in brackets, else itself. */
export function parseText(text: string): ParsedText {
  return { kind: "literal", text };
}
