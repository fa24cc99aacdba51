import type { Unknown } from "../../../arm/index.ts";

/** A value of the template language: JSON, with marks where a value is unknown. */
export type Value = null | boolean | number | string | Unknown | readonly Value[] | ObjectValue;

/** An object of the template language that is known. */
export interface ObjectValue {
  readonly [name: string]: Value;
}

/** What an expression may ask of the deployment around it. */
export interface Context {
  /**
   * Calls a function that does not follow from its arguments alone, or a user function
   * (`namespace.name`). Gives `undefined` when there is none of that name. Throws
   * `ExpressionFault`.
   *
   * @param name in lower case
   */
  readonly call: (name: string, args: readonly Value[]) => Value | undefined;
  /** Names that `call` knows, in ARM's casing, for suggestions. */
  readonly names: readonly string[];
  /**
   * Asked when an object has no member of a name: what resources answer holds more than is known of
   * it, and that is unknown rather than absent. `undefined`: the member is really absent.
   */
  readonly missing?: (object: Value, name: string) => Value | undefined;
  /** Told how many calls an evaluation made, once it ends; may throw to end the work around it. */
  readonly spend?: (calls: number) => void;
  /** Whether a text is or holds a secret, which then is not quoted in the source of an unknown. */
  readonly isSecret?: (text: string) => boolean;
}
