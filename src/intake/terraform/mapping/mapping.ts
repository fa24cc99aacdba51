import type { JsonObject } from "../../../arm/index.ts";

/**
 * The attributes of one Terraform resource: known values, marks for unknown ones (`createUnknown`),
 * references already resolved to ids and names, sensitive values taken out.
 *
 * An attribute that is known after apply and that the configuration does not set is left out: Azure
 * decides about it, and the template of such a resource would not write it either.
 */
export type Attributes = JsonObject;

/** Where resources without a subscription or group of their own go. */
export interface Defaults {
  /** Of the provider block, else the default one. */
  readonly subscription: string;
}

/** The mappings of one family: what a file of this folder gives. */
export interface Family {
  readonly mappings: readonly Mapping[];
  readonly additions: readonly Addition[];
}

/**
 * How one type of the provider becomes ARM. Everything in it is pure and total: an attribute that is
 * missing or has another type than expected makes no property.
 */
export interface Mapping {
  /** `azurerm_subnet`. */
  readonly terraform: string;
  /** `Microsoft.Network/virtualNetworks/subnets`, as ARM writes it. */
  readonly type: string;
  /**
   * The resource id, from the attributes; `undefined` when they do not tell it. Asked for only when
   * `attributes.id` is no known id.
   */
  readonly id: (attributes: Attributes, defaults: Defaults) => string | undefined;
  /** The resource as ARM has it, without `id`, `type` and `name`. */
  readonly body: (attributes: Attributes) => JsonObject;
  /**
   * Attributes that the provider reads back and other resources refer to, by path
   * (`ip_configuration[*].private_ip_address`, where `[*]` stands for every index). Asked through
   * `findExport`.
   */
  readonly exports?: Readonly<Record<string, Exported>>;
}

/** Where an attribute that is known after apply can be found. */
export type Exported =
  /** Where ARM has the value, below the resource. A step `*` is the index that `[*]` stood for. */
  | { readonly pointer: string }
  /** The same below another resource, whose id is the first that the attribute `below` holds. */
  | { readonly below: string; readonly pointer: string }
  /**
   * `"/hubRouteTables/defaultRouteTable"`: the resource's id followed by this. `{name}` is the
   * attribute `name` that stands beside the one asked for.
   */
  | { readonly idSuffix: string };

/**
 * A Terraform resource that only adds something to another ARM resource: an association, an inline
 * rule of a parent.
 */
export interface Addition {
  readonly terraform: string;
  /** Id of the resource that it adds to. */
  readonly target: (attributes: Attributes, defaults: Defaults) => string | undefined;
  /**
   * The id under which others refer to what it adds, such as a probe of a load balancer; absent
   * where nobody does.
   */
  readonly id?: (attributes: Attributes, defaults: Defaults) => string | undefined;
  /** Merged into the target by `addTo`; `target` is the body that the target's own mapping made. */
  readonly body: (attributes: Attributes, target: JsonObject) => JsonObject;
}
