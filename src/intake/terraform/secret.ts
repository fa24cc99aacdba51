import { createUnknown, isJsonObject, type Unknown } from "../../arm/index.ts";
import { at } from "./json.ts";

// In snake case; `key_vault_secret_id` and `password_enabled` are no secrets.
const secretName =
  /(^|_)(password|passwd|secret|secrets|token|credential|credentials|custom_data|user_data|sas|sas_key|sas_url|private_key|private_key_pem|connection_string|(shared|access|account|api|authorization|pre_shared|service|signing|encryption)_key|(primary|secondary)_(\w+_)?key|sas_token|certificate_data|pfx|shared_access_signature)$/;

/** Whether an attribute or property of that name holds a secret, in snake or camel case. */
export function isSecretName(name: string): boolean {
  return secretName.test(toSnakeCase(name));
}

/** `privateIPAddress` as `private_ip_address`. */
export function toSnakeCase(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();
}

/** Takes secrets out of values, for one file. */
export interface Redactor {
  /**
   * The value without what its mask or its names call secret.
   *
   * A text under a name that says so is left out. What the mask covers becomes the mark of an
   * unknown value, named after the place where it stood first, so that equal secrets are still one
   * value. Returns the value itself where nothing is secret. Cost: linear in the value.
   */
  readonly redact: (value: unknown, mask: unknown, address: string) => unknown;
}

/** Starts with no secret seen. */
export function createRedactor(): Redactor {
  const firstPlaces = new Map<string, Unknown>();
  // Names repeat, as all instances of a type have the same.
  const secretNames = new Map<string, boolean>();

  const isSecret = (name: string): boolean => {
    const known = secretNames.get(name) ?? isSecretName(name);
    secretNames.set(name, known);
    return known;
  };

  const hide = (value: unknown, address: string): unknown => {
    if (value === null || value === undefined) return value;
    const mark = createUnknown(`${address} (sensitive)`);
    if (typeof value !== "string") return mark;
    const first = firstPlaces.get(value) ?? mark;
    firstPlaces.set(value, first);
    return first;
  };

  const redact = (value: unknown, mask: unknown, address: string): unknown => {
    if (mask === true) return hide(value, address);
    if (Array.isArray(value)) {
      return mapChanged(value, (element, index) =>
        redactBelow(element, maskAt(mask, index), address, index),
      );
    }
    if (!isJsonObject(value)) return value;
    let changed: [string, unknown][] | undefined;
    const entries = Object.entries(value);
    for (const [index, [name, inner]] of entries.entries()) {
      const own = maskAt(mask, name);
      const kept =
        typeof inner === "string" && isSecret(name)
          ? undefined
          : redactBelow(inner, own, address, name);
      if (kept !== inner) changed ??= entries.slice(0, index);
      if (kept !== undefined) changed?.push([name, kept]);
    }
    return changed === undefined ? value : Object.fromEntries(changed);
  };

  // Only what a mask covers needs its address.
  const redactBelow = (
    value: unknown,
    mask: unknown,
    address: string,
    step: string | number,
  ): unknown => {
    if (typeof value !== "object" && mask !== true) return value;
    if (mask === undefined || mask === false) return redact(value, undefined, "");
    return redact(
      value,
      mask,
      typeof step === "number" ? `${address}[${step}]` : `${address}.${step}`,
    );
  };

  return { redact };
}

function maskAt(mask: unknown, step: string | number): unknown {
  return Array.isArray(mask) ? mask[Number(step)] : at(mask, `${step}`);
}

function mapChanged(
  list: readonly unknown[],
  map: (element: unknown, index: number) => unknown,
): readonly unknown[] {
  const mapped = list.map(map);
  return mapped.some((element, index) => element !== list[index]) ? mapped : list;
}
