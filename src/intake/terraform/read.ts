import { defaultScope, isJsonObject, type JsonObject } from "../../arm/index.ts";
import { createDiagnostic, placeBelow } from "../../diagnostic/index.ts";
import { placeInFile, type Reading } from "../reading.ts";
import { azapiBody, azapiType, isAzapi } from "./azapi.ts";
import { type Builder, createBuilder } from "./build.ts";
import { readConfiguration } from "./configuration.ts";
import { createDefaults } from "./defaults.ts";
import type { Instance } from "./estate.ts";
import { knownId, parseId } from "./identify.ts";
import { at, objectAt } from "./json.ts";
import { type Attributes, additionOf, type Mapping, mappingOf } from "./mapping/index.ts";
import { createNotes, type Notes } from "./notes.ts";
import type { Deleted, Source } from "./plan.ts";
import type { Resolved } from "./read-attribute.ts";
import { createResolver } from "./resolver.ts";
import { createRedactor, type Redactor } from "./secret.ts";
import { isDeployment, wrapDeployment } from "./template-deployment.ts";

/** One plan or state on its way into a reading. */
interface Work {
  readonly reading: Reading;
  readonly pointer: string;
  readonly resolved: Resolved;
  readonly redactor: Redactor;
  readonly notes: Notes;
  readonly builder: Builder;
  readonly subscriptionOf: (instance: Instance) => string;
  /** Types without a model, with their number. */
  readonly unmapped: Map<string, number>;
}

/**
 * Puts the resources of a plan or state on a reading.
 *
 * Diagnostics: `terraform-id-unknown`, `terraform-reference-inferred`,
 * `terraform-reference-unresolved`, `terraform-subscription-assumed`, `terraform-type-unmapped`,
 * `property-invalid`.
 * Cost: linear in the text, and in the references of unknown attributes that a mapping reads.
 */
export function readSource(
  reading: Reading,
  shown: JsonObject,
  source: Source,
  pointer: string,
): void {
  const placeOf = (instance: Instance) => placeInFile(reading, pointer + instance.pointer);
  const notes: Notes = createNotes(placeOf);
  const redactor = createRedactor();
  const configuration = readConfiguration(shown);
  const { estate } = source;
  const defaultsOf = createDefaults(configuration, estate, (told) =>
    reportSubscription(reading, pointer, told),
  );
  const resolved = createResolver({
    plan: shown,
    estate,
    configuration,
    defaultsOf,
    redactor,
    notes,
  });
  const work: Work = {
    reading,
    pointer,
    resolved,
    redactor,
    notes,
    builder: createBuilder(),
    subscriptionOf: (instance) => defaultsOf(instance).subscription,
    unmapped: new Map(),
  };
  for (const gone of source.deleted) removeAddition(work, gone);
  for (const instance of estate.instances) addInstance(work, instance);
  for (const resource of work.builder.finish()) reading.resources.push(resource);
  addRemovals(work, source);
  reportOdd(work, source);
  for (const diagnostic of notes.diagnostics()) reading.diagnostics.push(diagnostic);
  reportUnmapped(work);
}

function addInstance(work: Work, instance: Instance): void {
  const { type, mode, mapping } = instance;
  if (mode === "data") addData(work, instance);
  else if (mapping !== undefined) addMapped(work, instance, mapping);
  else if (additionOf(type) !== undefined) addAddition(work, instance);
  else if (isAzapi(type)) addAzapi(work, instance);
  else if (isDeployment(type)) addDeployment(work, instance);
  else addUnmapped(work, instance);
}

function addMapped(work: Work, instance: Instance, mapping: Mapping): void {
  const attributes = work.resolved.attributesOf(instance);
  addBody(work, instance, mapping.type, mapping.body(attributes));
}

function addBody(work: Work, instance: Instance, type: string, body: JsonObject): void {
  const text = work.resolved.idOf(instance);
  const id = text === undefined ? undefined : parseId(text);
  const place = placeInFile(work.reading, work.pointer + instance.pointer);
  if (id === undefined) {
    const { address } = instance;
    work.notes.used(instance, () => [body, work.resolved.attributesOf(instance)]);
    if (instance.mode === "managed") {
      work.reading.diagnostics.push(createDiagnostic("terraform-id-unknown", place, { address }));
    }
    return;
  }
  const extent = instance.mode === "data" ? "background" : "desired";
  const whole = { id: id.text, type, name: id.name, ...body };
  work.builder.add(id, id.type, whole, extent, place);
  work.notes.used(instance, () => whole);
}

function addAddition(work: Work, instance: Instance): void {
  const addition = additionOf(instance.type);
  if (addition === undefined) return;
  const attributes = work.resolved.attributesOf(instance);
  const subscription = work.subscriptionOf(instance);
  const target = addition.target(attributes, { subscription });
  extendTarget(work, instance, target, (body) => addition.body(attributes, body));
}

function extendTarget(
  work: Work,
  instance: Instance,
  target: string | undefined,
  body: (target: JsonObject) => JsonObject,
): void {
  const place = placeInFile(work.reading, work.pointer + instance.pointer);
  if (target !== undefined && work.builder.extend(target, place, body)) {
    work.notes.used(instance, () => [target, body({})]);
    return;
  }
  work.notes.used(instance, () => work.resolved.attributesOf(instance));
  const { address } = instance;
  work.reading.diagnostics.push(createDiagnostic("terraform-id-unknown", place, { address }));
}

function addAzapi(work: Work, instance: Instance): void {
  const attributes = work.resolved.attributesOf(instance);
  const body = openBody(work, instance, azapiBody(attributes));
  if (instance.type === "azapi_update_resource") {
    extendTarget(work, instance, work.resolved.idOf(instance), () => body);
  } else {
    addBody(work, instance, azapiType(attributes) ?? "", body);
  }
}

// Version 1 of azapi has the body as a text, whose secrets nobody has seen yet.
function openBody({ redactor }: Work, instance: Instance, body: JsonObject): JsonObject {
  const open = redactor.redact(body, undefined, instance.address);
  return isJsonObject(open) ? open : {};
}

function addData(work: Work, instance: Instance): void {
  if (instance.mapping !== undefined) {
    addMapped(work, instance, instance.mapping);
  } else if (instance.type === "azapi_resource") {
    const attributes = work.resolved.attributesOf(instance);
    const answer = azapiBody({ ...attributes, body: at(attributes, "output") });
    addBody(work, instance, azapiType(attributes) ?? "", openBody(work, instance, answer));
  }
}

function addDeployment(work: Work, instance: Instance): void {
  const value = wrapDeployment(work.resolved.attributesOf(instance), work.subscriptionOf(instance));
  if (value === undefined) {
    addUnmapped(work, instance);
    return;
  }
  const filePointer = work.pointer + instance.pointer;
  work.reading.templates.push({ file: work.reading.file, filePointer, value });
}

// Of a resource without a model only what every resource has is kept, and only where its id says
// what it is to ARM. As background it never covers what an export says.
function addUnmapped(work: Work, instance: Instance): void {
  const { unmapped, resolved, reading, builder, pointer } = work;
  unmapped.set(instance.type, (unmapped.get(instance.type) ?? 0) + 1);
  const known = instance.type.startsWith("azurerm_") ? knownId(instance) : undefined;
  const id = known === undefined ? undefined : parseId(known);
  if (id === undefined || /[|;]/.test(id.text)) return;
  const attributes: Attributes = resolved.attributesOf(instance);
  const { location, tags } = attributes;
  const common = {
    ...(typeof location === "string" ? { location } : {}),
    ...(isJsonObject(tags) ? { tags } : {}),
  };
  const body = { id: id.text, type: id.type, name: id.name, ...common };
  builder.add(id, id.type, body, "background", placeInFile(reading, pointer + instance.pointer));
}

/**
 * Takes back what a deleted association said of its target, before another one says something new.
 * What it added to a list is left to the target itself, which the same plan mostly holds.
 */
function removeAddition(work: Work, { type, before, pointer }: Deleted): void {
  const addition = additionOf(type);
  const target = addition?.target(before, { subscription: "" });
  if (addition === undefined || target === undefined) return;
  const added = objectAt(addition.body(before, {}), "properties");
  const references = Object.entries(added).filter(([, value]) => isJsonObject(value));
  if (references.length === 0) return;
  const properties = Object.fromEntries(references.map(([name]) => [name, null]));
  const place = placeInFile(work.reading, work.pointer + pointer);
  work.builder.extend(target, place, () => ({ properties }));
}

// Associations have the id of what they belong to: only a resource of its own is gone with its id.
function addRemovals({ reading, pointer, builder }: Work, { deleted }: Source): void {
  for (const { type, id: text, pointer: change } of deleted) {
    const id = parseId(text);
    const isOwn = mappingOf(type) !== undefined || type === "azapi_resource";
    if (id === undefined || !isOwn || builder.has(id.text)) continue;
    const place = placeInFile(reading, pointer + change);
    reading.removals.push({ id, place: { ...place, resource: id.text } });
  }
}

function reportOdd({ reading, pointer }: Work, { odd }: Source): void {
  for (const entry of odd) {
    const parameters = {
      property: (pointer + entry).slice(1).replaceAll("/", "."),
      expected: "an entry with an address, a type and a name",
      found: "something else",
    };
    const place = placeInFile(reading, pointer + entry);
    reading.diagnostics.push(createDiagnostic("property-invalid", placeBelow(place), parameters));
  }
}

function reportUnmapped({ reading, pointer, unmapped }: Work): void {
  if (unmapped.size === 0) return;
  const sorted = [...unmapped].sort(([a], [b]) => (a < b ? -1 : 1));
  const types = sorted.map(([type, count]) => `${type} (${count})`).join(", ");
  const parameters = { file: reading.file, types };
  const place = placeInFile(reading, pointer);
  reading.diagnostics.push(createDiagnostic("terraform-type-unmapped", place, parameters));
}

// Most plans leave their subscription to the environment that they are applied in.
function reportSubscription(reading: Reading, pointer: string, told: string | undefined): string {
  const { file, subscription } = reading;
  if (told !== undefined || subscription === undefined) return told ?? defaultSubscription;
  const parameters = { file, subscription };
  const place = placeInFile(reading, pointer);
  reading.diagnostics.push(createDiagnostic("terraform-subscription-assumed", place, parameters));
  return subscription;
}

const defaultSubscription = defaultScope.split("/")[2] ?? "";
