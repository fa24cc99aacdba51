import { idAt, idOf, isSameId, listAt, withProperty } from "../estate/body.ts";
import type { Estate } from "../estate/estate.ts";
import { editResource, findResource } from "../estate/family.ts";

/** A property of a subnet that names another resource, which lists its subnets in turn. */
export type SubnetReference = "routeTable" | "natGateway" | "networkSecurityGroup";

/**
 * Lets a subnet refer to another resource, or to none, and keeps the lists of subnets right which
 * Azure shows on the other side.
 */
export function setReference(
  estate: Estate,
  subnet: string,
  property: SubnetReference,
  target: string | undefined,
): void {
  const before = idAt(findResource(estate, subnet)?.body, property);
  const id = target === undefined ? undefined : (findResource(estate, target)?.id.text ?? target);
  if (before === id || isSameId(before, id)) return;
  const written = findResource(estate, subnet)?.id.text ?? subnet;
  editResource(estate, subnet, (resource) =>
    withProperty(resource, property, id === undefined ? undefined : { id }),
  );
  if (before !== undefined) editSubnets(estate, before, (list) => without(list, subnet));
  if (id !== undefined) {
    editSubnets(estate, id, (list) => [...without(list, subnet), { id: written }]);
  }
}

// Only where the list is there: what is not there makes no claim to be complete.
function editSubnets(
  estate: Estate,
  id: string,
  edit: (list: readonly unknown[]) => readonly unknown[],
): void {
  editResource(estate, id, (resource) => {
    const list = listAt(resource.body, "subnets");
    const next = edit(list);
    const isKept = list.length === 0 || next.length === list.length;
    return isKept ? resource : withProperty(resource, "subnets", next);
  });
}

function without(list: readonly unknown[], subnet: string): readonly unknown[] {
  return list.filter((element) => !isSameId(idOf(element), subnet));
}
