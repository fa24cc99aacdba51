import type { Frame, Node } from "../frame.ts";
import { formatResourceId, idKey, parseRelativeId } from "../scope/resource-id.ts";
import { scopeId } from "../scope/scope.ts";

/**
 * Finds the resources that a text of a template means: a symbolic name (also of one turn of a copy,
 * `name[0]`), an id, an id relative to what is deployed to (`Microsoft.Network/virtualNetworks/v`),
 * or a name, with or without the names of its parents. Empty: none of the templates at hand has such
 * a one.
 */
export function findNodes(frame: Frame, text: string): readonly Node[] {
  const found = findHere(frame, text);
  if (found.length > 0 || frame.outer === undefined) return found;
  return findNodes(frame.outer, text);
}

function findHere(frame: Frame, text: string): readonly Node[] {
  const { nodes, run } = frame;
  const wanted = text.toLowerCase();
  const bySymbol = nodes.bySymbol.get(wanted);
  if (bySymbol !== undefined) return bySymbol;
  for (const id of idsOf(frame, text)) {
    const node = run.nodes.get(idKey(id));
    if (node !== undefined) return [node];
  }
  const found = nodes.byName.get(wanted) ?? nodes.byOwnName.get(wanted);
  return found ?? findDeployment(frame, text);
}

/** Ids that a text may mean: itself, or it below what is deployed to. */
function idsOf({ target, environment }: Frame, text: string): readonly string[] {
  if (text.startsWith("/")) return [text];
  const relative = parseRelativeId(text);
  if (relative === undefined) return [];
  const scopes = new Set([scopeId(target), scopeId(environment.scope)]);
  return [...scopes].flatMap((scope) => formatResourceId(scope, relative) ?? []);
}

// A nested deployment is often named without the group that it goes to: its name is enough.
function findDeployment({ nodes }: Frame, text: string): readonly Node[] {
  const [, name] = /(?:^|\/)microsoft\.resources\/deployments\/([^/]+)$/i.exec(text) ?? [];
  const named = name === undefined ? [] : (nodes.byName.get(name.toLowerCase()) ?? []);
  return named.filter(({ kind }) => kind === "deployment");
}
