import type { Field } from "./field.ts";

/** What JSON a property takes. */
export type Shape =
  | { readonly kind: "text" | "flag" | "whole" }
  /** One of some words, in any case. */
  | { readonly kind: "choice"; readonly words: readonly string[] }
  /** A list; without `of`, of anything. */
  | { readonly kind: "list"; readonly of?: Shape }
  | { readonly kind: "object"; readonly fields: readonly Field[] }
  /** `{ id }`; `type` is the last segment of the type that the id has to be of. */
  | { readonly kind: "reference"; readonly type?: string }
  /** A thing with a name, `properties` and fields beside them. */
  | {
      readonly kind: "element";
      readonly properties: readonly Field[];
      readonly beside: readonly Field[];
    };
