/** A part of a Terraform configuration, in the words of the provider azurerm 4. */
export type Block =
  /** A new resource. */
  | {
      readonly kind: "new";
      readonly type: string;
      readonly label: string;
      readonly body: Body;
      readonly note?: string;
    }
  /** Attributes of a resource that is there, or of a block inside it; its others stay. */
  | { readonly kind: "edit"; readonly at: Address; readonly body: Body; readonly note?: string }
  /** Something that goes; `what` is half a sentence: `the block of azurerm_route.x`. */
  | { readonly kind: "delete"; readonly what: string };

/** Where a resource stands in a configuration. */
export interface Address {
  readonly type: string;
  readonly label: string;
  /** The whole address, with module and key, where a plan tells it. */
  readonly known: string | undefined;
  /** The block inside the resource; absent where it is the resource itself. */
  readonly inner?: { readonly block: string; readonly name: string };
}

/** Attributes and blocks in order. */
export type Body = readonly Item[];

/** An attribute with its value, or a nested block. */
export type Item =
  | { readonly name: string; readonly value: Value }
  | { readonly block: string; readonly body: Body };

/** A value of the configuration language. */
export type Value =
  | string
  | number
  | boolean
  | null
  | readonly Value[]
  | Expression
  | { readonly object: Readonly<Record<string, Value>> };

/** An expression, which stands without quotes. */
export interface Expression {
  readonly expression: string;
}

/** Whether a value is an expression. */
export function isExpression(value: Value): value is Expression {
  return typeof value === "object" && value !== null && "expression" in value;
}
