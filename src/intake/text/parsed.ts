import type { Position } from "../../diagnostic/index.ts";

/** What became of a text. */
export type Parsed =
  /** One value per document; JSON has exactly one, YAML may have several. */
  | { readonly kind: "documents"; readonly values: readonly unknown[] }
  | { readonly kind: "empty" }
  | { readonly kind: "tooLarge"; readonly size: string; readonly limit: string }
  | Invalid;

/** A text that breaks the rules of its language. */
export interface Invalid {
  readonly kind: "invalid";
  readonly language: "json" | "yaml";
  /**
   * Says the first fault in words of our own: a parser's words may quote the text, and with it a
   * secret.
   */
  readonly problem: string;
  /** Absent where the fault belongs to no single place. */
  readonly position: Position | undefined;
}
