// A configuration becomes what `terraform show -json` prints of its plan.
import {
  AttributeList,
  type Body,
  type Configuration,
  type Module,
  type ModuleCall,
  type ResourceBlock,
  type Written,
} from "./configuration.ts";
import { type Instance, ModuleInstance, mapValues, type Values } from "./evaluate.ts";
import { Expression, unknown, type Value } from "./expression.ts";
import { azurermSchemas, type Schema } from "./schema.ts";

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A plan as JSON value. */
export interface Plan {
  readonly format_version: "1.2";
  readonly planned_values: { readonly root_module: Json };
  readonly resource_changes: readonly Json[];
  readonly [section: string]: Json;
}

/** The provider of a configuration, as plans name it. */
export interface Provider {
  readonly key: string;
  readonly fullName: string;
  readonly schemas: ReadonlyMap<string, Schema>;
}

/** The provider azurerm 4.x. */
export const azurerm: Provider = {
  key: "azurerm",
  fullName: "registry.terraform.io/hashicorp/azurerm",
  schemas: azurermSchemas,
};

/** Plans a configuration over what its resources say that they were before. */
export function planOf(configuration: Configuration, provider: Provider = azurerm): Plan {
  const root = new ModuleInstance(configuration, provider.schemas);
  const { variables = {} } = configuration;
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    variables: mapValues(variables, (value) => ({ value: jsonOf(value ?? null) })),
    planned_values: { root_module: plannedModule(root, provider) },
    resource_changes: changesOf(configuration, root, provider),
    configuration: {
      provider_config: {
        [provider.key]: {
          name: provider.key,
          full_name: provider.fullName,
          ...expressionsOf(configuration.provider, undefined),
        },
      },
      root_module: configurationOf(configuration, provider),
    },
    timestamp: "2026-11-21T12:00:00Z",
    applyable: true,
    complete: true,
    errored: false,
  };
}

function plannedModule(module: ModuleInstance, provider: Provider): Json {
  const children = module.children.map((child) => plannedModule(child, provider));
  return {
    ...(module.ownInstances.length === 0
      ? {}
      : {
          resources: module.ownInstances.map((instance) => ({
            ...headOf(instance, provider),
            schema_version: 0,
            values: knownOf(instance.values),
            sensitive_values: sensitiveOf(instance.values, schemaOf(instance, provider)),
          })),
        }),
    ...(module.path === "" ? {} : { address: module.path }),
    ...(children.length === 0 ? {} : { child_modules: children }),
  };
}

function schemaOf({ block }: Instance, { schemas }: Provider): Schema {
  return schemas.get(block.type) ?? new Map();
}

function headOf({ block, module, index }: Instance, provider: Provider): { [name: string]: Json } {
  const { type, name } = block;
  const key = index === undefined ? "" : `[${JSON.stringify(index)}]`;
  return {
    address: `${module === "" ? "" : `${module}.`}${type}.${name}${key}`,
    mode: "managed",
    type,
    name,
    ...(index === undefined ? {} : { index }),
    provider_name: provider.fullName,
  };
}

function changesOf(
  { removed = [] }: Configuration,
  root: ModuleInstance,
  provider: Provider,
): readonly Json[] {
  const gone = removed.map(({ type, name, before }) => ({
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    provider_name: provider.fullName,
    change: {
      actions: ["delete"],
      before: knownOf(before),
      after: null,
      after_unknown: {},
      before_sensitive: {},
      after_sensitive: false,
    },
    action_reason: "delete_because_no_resource_config",
  }));
  return [...root.instances.map((instance) => changeOf(instance, provider)), ...gone];
}

function changeOf(instance: Instance, provider: Provider): Json {
  const { block, module, values } = instance;
  const { before, isReplaced } = block;
  return {
    ...headOf(instance, provider),
    ...(module === "" ? {} : { module_address: module }),
    change: {
      actions: actionsOf(instance),
      before: before === undefined ? null : knownOf(before),
      after: knownOf(values),
      after_unknown: unknownsOf(values),
      before_sensitive: before === undefined ? false : {},
      after_sensitive: sensitiveOf(values, schemaOf(instance, provider)),
    },
    ...(isReplaced === true ? { action_reason: "replace_because_cannot_update" } : {}),
  };
}

function actionsOf({ block: { before, isReplaced }, values }: Instance): readonly Json[] {
  if (before === undefined) return ["create"];
  if (isReplaced === true) return ["delete", "create"];
  const isSame = Object.entries(before).every(
    ([name, value]) => JSON.stringify(values[name]) === JSON.stringify(value),
  );
  return [isSame ? "no-op" : "update"];
}

/** Unknown attributes are left out; an unknown element of a list is null. */
function knownOf(value: Value): Json {
  if (Array.isArray(value))
    return value.map((one: Value) => (one === unknown ? null : knownOf(one)));
  if (!isValues(value)) return jsonOf(value);
  const known = Object.entries(value).filter(([, one]) => one !== unknown);
  return Object.fromEntries(known.map(([name, one]) => [name, knownOf(one)]));
}

/** What is unknown: true where it is, and whatever holds other values, with or without unknown ones. */
function unknownsOf(value: Value): Json {
  if (value === unknown) return true;
  if (Array.isArray(value)) return value.map(unknownsOf);
  if (!isValues(value)) return false;
  const parts = Object.entries(value).map(([name, one]) => [name, unknownsOf(one)] as const);
  return Object.fromEntries(parts.filter(([, one]) => one !== false));
}

function sensitiveOf(value: Value, schema: Schema | undefined): Json {
  if (Array.isArray(value)) return value.map((one: Value) => sensitiveOf(one, schema));
  if (!isValues(value)) return false;
  const parts = Object.entries(value).map(([name, one]) => {
    const attribute = schema?.get(name);
    const isHidden = attribute?.isSensitive === true && one !== null;
    return [name, isHidden ? true : sensitiveOf(one, attribute?.blocks)] as const;
  });
  return Object.fromEntries(parts.filter(([, one]) => one !== false));
}

function isValues(value: Value): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function jsonOf(value: Value): Json {
  return typeof value === "symbol" ? null : (value as Json);
}

function configurationOf(module: Module, provider: Provider): Json {
  const { resources, calls = [], outputs = {}, variables = {} } = module;
  return {
    ...(Object.keys(outputs).length === 0
      ? {}
      : { outputs: mapValues(outputs, (written) => ({ expression: expressionOf(written) })) }),
    resources: resources.map((block) => resourceConfiguration(block, provider)),
    ...(calls.length === 0
      ? {}
      : {
          module_calls: Object.fromEntries(
            calls.map((call) => [call.name, callConfiguration(call, provider)]),
          ),
        }),
    ...(Object.keys(variables).length === 0
      ? {}
      : {
          variables: mapValues(variables, (value) =>
            value === undefined ? {} : { default: jsonOf(value) },
          ),
        }),
  };
}

function resourceConfiguration(block: ResourceBlock, provider: Provider): Json {
  const { type, name, body, forEach, count } = block;
  return {
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    provider_config_key: provider.key,
    ...expressionsOf(body, provider.schemas.get(type)),
    schema_version: 0,
    ...(count === undefined ? {} : { count_expression: expressionOf(count) }),
    ...(forEach === undefined ? {} : { for_each_expression: expressionOf(forEach) }),
  };
}

function callConfiguration(call: ModuleCall, provider: Provider): Json {
  const { source, inputs, forEach, module } = call;
  return {
    source,
    ...expressionsOf(inputs, undefined),
    ...(forEach === undefined ? {} : { for_each_expression: expressionOf(forEach) }),
    module: configurationOf(module, provider),
  };
}

function expressionsOf(body: Body, schema: Schema | undefined): { readonly [name: string]: Json } {
  const expressions = blockOf(body, schema);
  return Object.keys(expressions).length === 0 ? {} : { expressions };
}

function blockOf(body: Body, schema: Schema | undefined): { readonly [name: string]: Json } {
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, written]) => {
      const attribute = schema?.get(name);
      if (!isBlocks(written)) return [[name, expressionOf(written)]];
      // Terraform looks for attributes, and finds blocks.
      if (attribute?.isAttribute === true) return [];
      return [[name, written.map((block) => blockOf(block, attribute?.blocks))]];
    }),
  );
}

function isBlocks(written: Written): written is readonly Body[] {
  return (
    Array.isArray(written) &&
    written.length > 0 &&
    written.every(
      (one) =>
        typeof one === "object" &&
        one !== null &&
        !Array.isArray(one) &&
        !(one instanceof Expression) &&
        !(one instanceof AttributeList),
    )
  );
}

function expressionOf(written: Written): Json {
  const references = referencesIn(written);
  if (references.length > 0) return { references };
  return holdsExpression(written) ? {} : { constant_value: constantOf(written) };
}

function referencesIn(written: Written): readonly string[] {
  if (written instanceof Expression) return written.references;
  return partsOf(written).flatMap(referencesIn);
}

function holdsExpression(written: Written): boolean {
  return written instanceof Expression || partsOf(written).some(holdsExpression);
}

function partsOf(written: Written): readonly Written[] {
  if (written instanceof AttributeList) return written.items;
  return typeof written === "object" && written !== null ? Object.values(written) : [];
}

function constantOf(written: Written): Json {
  return (written instanceof AttributeList ? written.items : written) as Json;
}
