import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import { fieldOf, idOf } from "../field.ts";
import type { Reading } from "../reading.ts";
import type { Answer } from "./answer-list.ts";
import { addEffectiveRoutes, isEffectiveRoute } from "./effective-routes.ts";
import { addLearnedRoutes, isLearnedRoute } from "./learned-routes.ts";

/**
 * Adds a captured answer, when the list is one; `false` when it is not.
 *
 * A list is one when some row has its form and no row is a resource. An empty list tells nothing by
 * itself and is one only where the text or the caller says what it is about.
 */
export function readAnswer(reading: Reading, answer: Answer): boolean {
  const { rows } = answer;
  if (rows.length === 0) return readEmptyAnswer(reading, answer);
  if (rows.some(isResource)) return false;
  if (rows.some(isEffectiveRoute)) {
    addEffectiveRoutes(reading, answer, findNic(reading, answer));
    return true;
  }
  if (rows.some(isLearnedRoute)) {
    addLearnedRoutes(reading, answer, findTarget(reading, answer));
    return true;
  }
  return false;
}

function readEmptyAnswer(reading: Reading, answer: Answer): boolean {
  const target = findTarget(reading, answer);
  const nic = findNic(reading, answer);
  if (target !== undefined && isBgpSpeaker(target)) {
    addLearnedRoutes(reading, answer, target);
  } else if (nic !== undefined) {
    addEffectiveRoutes(reading, answer, nic);
  } else {
    return false;
  }
  return true;
}

function isResource(row: unknown): boolean {
  return isJsonObject(row) && fieldOf(row, "id") !== undefined;
}

function isBgpSpeaker(target: string): boolean {
  return /\/(virtualNetworkGateways|connections|expressRouteCircuits|virtualHubs|vpnGateways|expressRouteGateways)\//i.test(
    target,
  );
}

function findNic(reading: Reading, { holder }: Answer): string | undefined {
  return (
    firstId(holder, ["networkInterface", "about", "id"]) ?? reading.about ?? nicOfName(reading.file)
  );
}

function findTarget(reading: Reading, { holder }: Answer): string | undefined {
  return firstId(holder, ["target", "about", "id"]) ?? reading.about;
}

function firstId(holder: JsonObject | undefined, names: readonly string[]): string | undefined {
  if (holder === undefined) return undefined;
  return names.map((name) => idOf(holder, name)).find((id) => id !== undefined);
}

// Pure folders know no paths; both separators occur, whatever the platform.
function nicOfName(file: string): string | undefined {
  return /([^\\/]+)\.effective-routes\.jsonc?$/i.exec(file)?.[1];
}
