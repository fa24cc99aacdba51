import { isJsonObject, typeKeys } from "../../arm/index.ts";
import type { Check } from "../kind/kind.ts";
import { interfaceOfAnother, resourceMissing } from "../refusal/virtual-machine.ts";
import { idOf, keyOf, objectsOf, propertyOf } from "./properties.ts";

/** The interfaces of a machine are there, and nobody else's. */
export const checkMachine: Check = ({ draft, row }) => {
  const profile = propertyOf(row, "networkProfile");
  const interfaces = isJsonObject(profile) ? objectsOf(profile["networkInterfaces"]) : [];
  for (const one of interfaces) {
    const key = keyOf(one);
    if (key === undefined) continue;
    const nic = draft.find(key);
    if (nic === undefined) return resourceMissing(idOf(one) ?? key);
    const other = draft
      .referrersOf(key)
      .find(
        (user) => user.row.typeKey === typeKeys.virtualMachine && user.row.id.key !== row.id.key,
      );
    if (other !== undefined) return interfaceOfAnother(nic.id.text, other.row.id.text);
  }
  return undefined;
};
