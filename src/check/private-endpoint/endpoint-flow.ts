import type { FindingWalk } from "../../finding/index.ts";
import type { PrivateEndpoint } from "../../model/index.ts";
import type { Ground } from "../ground.ts";
import { showWalk } from "../show-walk.ts";
import type { ShownSender } from "../shown-sender.ts";
import type { PlacedEndpoint } from "./passage.ts";

/** Follows a call to a private endpoint; nothing to show where nobody is known who could call. */
export function showCall(
  ground: Ground,
  sender: ShownSender | undefined,
  { endpoint, address }: PlacedEndpoint,
): readonly FindingWalk[] {
  if (sender === undefined) return [];
  const port = portOf(endpoint);
  return [showWalk(ground, { ...sender, destination: address, protocol: "tcp", port })];
}

/** By the group of the service that an endpoint stands for, lower case; all others speak HTTPS. */
const ports: ReadonlyMap<string, number> = new Map([
  ["sqlserver", 1433],
  ["mysqlserver", 3306],
  ["postgresqlserver", 5432],
  ["mariadbserver", 3306],
  ["file", 445],
  ["rediscache", 6380],
]);

/** Port at which the service behind a private endpoint answers. */
export function portOf({ groupIds }: PrivateEndpoint): number {
  return ports.get(groupIds[0]?.toLowerCase() ?? "") ?? 443;
}
