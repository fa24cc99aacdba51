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
    let known = secretNames.get(name);
    if (known === undefined) {
      known = isSecretName(name);
      secretNames.set(name, known);
    }
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

  // Most values have none, and are not copied. Loops, because this runs over every value.
  const hasSecret = (value: unknown, mask: unknown): boolean => {
    if (mask === true) return true;
    if (typeof value !== "object" || value === null) return false;
    return Array.isArray(value) ? isSecretIn(value, mask) : isSecretUnder(value, mask);
  };

  const isSecretIn = (list: readonly unknown[], mask: unknown): boolean => {
    for (let index = 0; index < list.length; index += 1) {
      if (hasSecret(list[index], maskAt(mask, index))) return true;
    }
    return false;
  };

  const isSecretUnder = (object: object, mask: unknown): boolean => {
    for (const name in object) {
      const inner: unknown = object[name as keyof object];
      if (typeof inner === "string" && isSecret(name)) return true;
      if (hasSecret(inner, maskAt(mask, name))) return true;
    }
    return false;
  };

  const strip = (value: unknown, mask: unknown, address: () => string): unknown => {
    if (mask === true) return hide(value, address());
    if (Array.isArray(value)) {
      return value.map((one: unknown, index) => {
        const isPlain = typeof one !== "object" && maskAt(mask, index) !== true;
        return isPlain ? one : strip(one, maskAt(mask, index), () => `${address()}[${index}]`);
      });
    }
    if (!isJsonObject(value)) return value;
    const open: Record<string, unknown> = {};
    for (const name of Object.keys(value)) {
      const inner = value[name];
      // Nothing of Azure's or Terraform's is called so, and to set it would change the object.
      if (name === "__proto__" || (typeof inner === "string" && isSecret(name))) continue;
      const own = maskAt(mask, name);
      const isPlain = typeof inner !== "object" && own !== true;
      open[name] = isPlain ? inner : strip(inner, own, () => `${address()}.${name}`);
    }
    return open;
  };

  return {
    redact: (value, mask, address) =>
      hasSecret(value, mask) ? strip(value, mask, () => address) : value,
  };
}

function maskAt(mask: unknown, step: string | number): unknown {
  if (typeof mask !== "object") return undefined;
  return Array.isArray(mask) ? mask[Number(step)] : at(mask, `${step}`);
}
