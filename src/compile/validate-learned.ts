import type { Report } from "../arm/index.ts";
import { createDiagnostic } from "../diagnostic/index.ts";
import type { Connection, HubBranch, Key, Model, Named } from "../model/index.ts";

/**
 * Says which BGP speakers have nothing that tells what they learned. Rule: section 0.1 of the
 * rules, last paragraph.
 */
export function validateLearnedRoutes(model: Model, report: Report): void {
  const told = findToldKeys(model);
  const hubs = [...model.hubs.values()];
  const silent: Named[] = [
    ...[...model.connections.values()].filter((connection) => isSilent(connection, told, model)),
    ...[...model.routeServers.values(), ...hubs]
      .flatMap(({ peers }) => peers)
      .filter(({ learned }) => learned === undefined),
    ...hubs.flatMap(({ branches }) => branches).filter((branch) => isSilentBranch(branch, told)),
  ];
  for (const { id, place } of silent) {
    report(createDiagnostic("learned-routes-unknown", place, { connection: id }));
  }
}

// A place outside Azure tells what it announces over each connection that leads to it.
function findToldKeys({ sites }: Model): ReadonlySet<Key> {
  return new Set([...sites.values()].flatMap(({ links }) => links.map(({ key }) => key)));
}

// What two gateways of networks tell each other follows from the networks, so only the outside must
// be given.
function isSilent(connection: Connection, told: ReadonlySet<Key>, model: Model): boolean {
  const { kind, usesBgp, learned, gateway, circuit, key } = connection;
  if (kind === "network" || (kind === "site" && !usesBgp) || learned !== undefined) return false;
  if (model.gateways.get(gateway)?.learned !== undefined) return false;
  const known = circuit === undefined ? undefined : model.circuits.get(circuit);
  if (known?.learned !== undefined) return false;
  return ![key, gateway, circuit].some((candidate) => candidate && told.has(candidate));
}

function isSilentBranch({ usesBgp, learned, key }: HubBranch, told: ReadonlySet<Key>): boolean {
  return usesBgp && learned === undefined && !told.has(key);
}
