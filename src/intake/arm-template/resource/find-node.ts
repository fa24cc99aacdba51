import type { Frame, Node } from "../frame.ts";
import { formatResourceId, idKey, parseRelativeId } from "../scope/resource-id.ts";
import { scopeId } from "../scope/scope.ts";

/**
 * Finds the resources that a text of a template means: a symbolic name (also of one turn of a copy,
 * `name[0]`), an id, an id relative to what is deployed to (`Microsoft.Network/virtualNetworks/v`),
 * or a name, with the names of its parents. Empty: none of the templates at hand has such a one.
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
  if (text.startsWith("/")) return asList(findById(frame, text));
  const relative = parseRelativeId(text);
  if (relative !== undefined) {
    const bases = new Set([scopeId(frame.target), scopeId(frame.environment.scope)]);
    for (const base of bases) {
      const id = formatResourceId(base, relative);
      const node = id === undefined ? undefined : run.nodes.get(idKey(id));
      if (node !== undefined) return [node];
    }
  }
  return nodes.byName.get(wanted) ?? [];
}

// A nested deployment is often named without the group that it goes to: its name is enough.
function findById({ nodes, run }: Frame, id: string): Node | undefined {
  const node = run.nodes.get(idKey(id));
  if (node !== undefined) return node;
  const [, name] = /\/providers\/microsoft\.resources\/deployments\/([^/]+)$/i.exec(id) ?? [];
  const named = name === undefined ? [] : (nodes.byName.get(name.toLowerCase()) ?? []);
  return named.find(({ kind }) => kind === "deployment");
}

function asList(node: Node | undefined): readonly Node[] {
  return node === undefined ? [] : [node];
}
