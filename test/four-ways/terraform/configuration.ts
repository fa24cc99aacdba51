// A Terraform configuration as objects: what stands in `.tf` files, with references as `ref("...")`.
import type { Expression, Value } from "./expression.ts";

/** A value as it is written: literals, expressions, and both inside lists and maps. */
export type Written =
  | Exclude<Value, symbol>
  | Expression
  | AttributeList
  | readonly Written[]
  | { readonly [name: string]: Written };

/** Arguments and blocks by name. A list of objects is a list of blocks. */
export type Body = { readonly [name: string]: Written };

/** A list of objects that is written as a value, `route = [{ ... }]`, and not as blocks. */
export class AttributeList {
  readonly items: readonly Body[];

  constructor(items: readonly Body[]) {
    this.items = items;
  }
}

/** Writes a list of objects as a value: `route = [{ ... }]`. */
export function attribute(...items: readonly Body[]): AttributeList {
  return new AttributeList(items);
}

/** A resource block. */
export interface ResourceBlock {
  readonly type: string;
  readonly name: string;
  readonly body: Body;
  /** An expression or a literal map. */
  readonly forEach?: Written;
  readonly count?: number;
  /** What the state has of it, when it exists already; its `id` is known then. */
  readonly before?: { readonly [name: string]: Value };
  /** Whether it has to be deleted and created anew. */
  readonly isReplaced?: true;
}

/** A module block with the module that it calls. */
export interface ModuleCall {
  readonly name: string;
  readonly source: string;
  readonly inputs: Body;
  readonly forEach?: Written;
  readonly module: Module;
}

/** The contents of one folder of `.tf` files. */
export interface Module {
  /** Defaults by name; `undefined` for one without a default. */
  readonly variables?: { readonly [name: string]: Exclude<Value, symbol> | undefined };
  readonly locals?: Body;
  readonly resources: readonly ResourceBlock[];
  readonly calls?: readonly ModuleCall[];
  readonly outputs?: Body;
}

/** A whole configuration. */
export interface Configuration extends Module {
  /** Arguments of the block `provider "azurerm"`. */
  readonly provider: Body;
  /** Resources of the state that the configuration does not have any more. */
  readonly removed?: readonly RemovedResource[];
}

/** A resource that is only in the state. */
export interface RemovedResource {
  readonly type: string;
  readonly name: string;
  readonly before: { readonly [name: string]: Value };
}

type ResourceOptions = Omit<ResourceBlock, "type" | "name" | "body">;

/** Writes a resource block; the address is `azurerm_subnet.app`. */
export function resource(
  address: string,
  body: Body,
  options: ResourceOptions = {},
): ResourceBlock {
  const [type = "", name = ""] = address.split(".");
  return { type, name, body, ...options };
}

/** The types of the resources in a module and those that it calls. */
export function typesIn({ resources, calls = [] }: Module): readonly string[] {
  return [...resources.map(({ type }) => type), ...calls.flatMap(({ module }) => typesIn(module))];
}
