import { builtInHosts, type Model } from "../model/index.ts";

/**
 * Lists every name that somebody in the model could ask for, sorted, each once: for suggestions
 * when a name is not known. Wildcards are left out.
 */
export function listNames(model: Model): readonly string[] {
  const zones = [...model.privateZones.values()];
  const names = [
    ...[...model.cloudServices.values()].flatMap(({ fqdns }) => fqdns),
    ...[...model.privateEndpoints.values()].flatMap((one) => one.names.map(({ name }) => name)),
    ...[...model.publicHosts.values()].flatMap(({ fqdns }) => fqdns.map((f) => f.toLowerCase())),
    ...model.publicNames.keys(),
    ...builtInHosts.flatMap(({ fqdns }) => fqdns),
    ...zones.flatMap(({ records, aliases }) => [...records, ...aliases].map(({ name }) => name)),
    ...[...model.sites.values()].flatMap(({ resolver }) =>
      (resolver?.records ?? []).map(({ name }) => name),
    ),
  ];
  return [...new Set(names)].filter((name) => !name.startsWith("*")).sort();
}
