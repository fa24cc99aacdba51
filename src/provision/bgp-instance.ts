import { isJsonObject, type JsonObject, peekProperty } from "../arm/index.ts";
import { keyOfId, listAt, textAt, withProperty } from "./body.ts";

const list = "bgpPeeringAddresses";

// What Azure tells of an instance; the addresses of one's own choice are asked for.
const platform = ["defaultBgpIpAddresses", "tunnelIpAddresses"];

/**
 * What BGP settings write about each instance, in the order of the instances: by id where one is
 * written, else by position.
 */
export function pairInstances(
  settings: unknown,
  ids: readonly string[],
): readonly (JsonObject | undefined)[] {
  const written = listAt(settings, list).filter(isJsonObject);
  const byId = new Map(written.map((one) => [instanceKey(one), one]));
  return ids.map((id, index) => {
    const there = written[index];
    const isNameless = there !== undefined && instanceKey(there) === undefined;
    return byId.get(keyOfId(id)) ?? (isNameless ? there : undefined);
  });
}

/** What BGP settings write about other instances than these. */
export function otherInstances(settings: unknown, ids: readonly string[]): readonly JsonObject[] {
  const known = new Set(ids.map(keyOfId));
  return listAt(settings, list)
    .filter(isJsonObject)
    .filter((one, index) => {
      const key = instanceKey(one);
      return key === undefined ? index >= ids.length : !known.has(key);
    });
}

/** BGP settings with the addresses that Azure has given to the instances they name. */
export function keepInstances(old: JsonObject, body: JsonObject): JsonObject {
  const settings = peekProperty(body, "bgpSettings");
  const kept = listAt(peekProperty(old, "bgpSettings"), list).filter(isJsonObject);
  const asked = listAt(settings, list);
  if (!isJsonObject(settings) || kept.length === 0 || asked.length === 0) return body;
  const pairs = pairInstances(settings, kept.map(idOfInstance));
  const before = new Map<unknown, JsonObject | undefined>(
    pairs.map((one, index) => [one, kept[index]]),
  );
  const merged = asked.map((one) => {
    const there = before.get(one);
    return there === undefined || !isJsonObject(one) ? one : { ...platformOf(there), ...one };
  });
  return withProperty(body, "bgpSettings", withProperty(settings, list, merged));
}

function platformOf(instance: JsonObject): JsonObject {
  const names = ["ipconfigurationId", ...platform];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = peekProperty(instance, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function idOfInstance(instance: JsonObject): string {
  return textAt(instance, "ipconfigurationId") ?? "";
}

function instanceKey(instance: JsonObject): string | undefined {
  const id = textAt(instance, "ipconfigurationId");
  return id === undefined ? undefined : keyOfId(id);
}
