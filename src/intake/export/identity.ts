import {
  type ArmId,
  defaultScope,
  type JsonObject,
  makeArmId,
  parseArmId,
  type Report,
} from "../../arm/index.ts";
import { createDiagnostic, type Place, placeBelow } from "../../diagnostic/index.ts";
import { fieldOf, textOf } from "../field.ts";

// Longest text of the input that a message repeats.
const quoteLimit = 120;

/**
 * Finds the id of a resource: its own, or one made from type and name under its resource group.
 *
 * The id wins over a type that disagrees with it. `undefined` is always reported. Diagnostics:
 * `id-invalid`, `resource-unidentified`, `property-invalid`.
 */
export function identify(body: JsonObject, place: Place, report: Report): ArmId | undefined {
  const id = fieldOf(body, "id");
  if (id === undefined || id === "") return identifyByName(body, place, report);
  const text = isBareSubscription(body, id) ? `/subscriptions/${id}` : id;
  const found = typeof text === "string" ? (parseArmId(text) ?? parseContainerId(text)) : undefined;
  if (found === undefined) report(createDiagnostic("id-invalid", place, { id: quote(id) }));
  return found;
}

function identifyByName(body: JsonObject, place: Place, report: Report): ArmId | undefined {
  const type = textOf(body, "type");
  const name = textOf(body, "name");
  if (type === undefined || name === undefined) {
    report(createDiagnostic("resource-unidentified", place, {}));
    return undefined;
  }
  const made = makeArmId(type, name, scopeOf(body));
  const id = made === undefined ? undefined : parseArmId(made);
  if (id === undefined) report(describeMismatch(type, name, place));
  return id;
}

function describeMismatch(
  type: string,
  name: string,
  place: Place,
): ReturnType<typeof createDiagnostic> {
  const depth = type.split("/").length - 1;
  if (depth < 1 || type.split("/").includes("")) {
    const expected = "a resource type such as Microsoft.Network/virtualNetworks";
    const parameters = { property: "type", expected, found: quote(type) };
    return createDiagnostic("property-invalid", placeBelow(place, "type"), parameters);
  }
  const expected =
    depth === 1 ? "one name without a slash" : `${depth} names with slashes between them`;
  const parameters = {
    property: "name",
    expected: `${expected} for type ${quote(type)}`,
    found: quote(name),
  };
  return createDiagnostic("property-invalid", placeBelow(place, "name"), parameters);
}

// Resource Graph and az write both fields beside the id, and keep them where a query leaves the id
// out.
function scopeOf(body: JsonObject): string {
  const [, , defaultSubscription, , defaultGroup] = defaultScope.split("/");
  const subscription = lastSegment(textOf(body, "subscriptionId")) ?? defaultSubscription;
  const group = lastSegment(textOf(body, "resourceGroup")) ?? defaultGroup;
  return `/subscriptions/${subscription}/resourceGroups/${group}`;
}

// `az account list` gives the number of a subscription for its id.
function isBareSubscription(body: JsonObject, id: unknown): boolean {
  return (
    typeof id === "string" &&
    /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id) &&
    textOf(body, "tenantId") !== undefined
  );
}

/**
 * The id of a subscription or resource group; `undefined` when the text is none. They are resources
 * whose ids have no provider; exports of a whole tenant hold them.
 */
export function parseContainerId(text: string): ArmId | undefined {
  const match = /^\/subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?\/?$/i.exec(text);
  const [, subscription, group] = match ?? [];
  if (subscription === undefined) return undefined;
  const trimmed = text.endsWith("/") ? text.slice(0, -1) : text;
  const common = { text: trimmed, key: trimmed.toLowerCase(), subscription };
  const type = "Microsoft.Resources/subscriptions";
  return group === undefined
    ? {
        ...common,
        resourceGroup: undefined,
        type,
        names: [subscription],
        name: subscription,
        parent: undefined,
      }
    : {
        ...common,
        resourceGroup: group,
        type: `${type}/resourceGroups`,
        names: [subscription, group],
        name: group,
        parent: `/subscriptions/${subscription}`,
      };
}

function quote(value: unknown): string {
  if (typeof value === "object") return Array.isArray(value) ? "a list" : "an object";
  const text = String(value);
  return text.length > quoteLimit ? `${text.slice(0, quoteLimit - 3)}...` : text;
}

// Some queries give the two as whole ids.
function lastSegment(text: string | undefined): string | undefined {
  return text?.split("/").findLast((segment) => segment !== "");
}
