import { isJsonObject, makeArmId, parseArmId } from "../../arm/index.ts";
import { addressPicker } from "../address/allocate.ts";
import { idOf, objectsOf, propertyOf } from "../check/properties.ts";
import { withProperties } from "../estate/with-properties.ts";
import type { Completing, Removing } from "../kind/kind.ts";
import { interfaceOf } from "./complete.ts";

/** Makes the alias and the interface of a private link service, with the addresses it translates to. */
export function completeLinkService({ draft, row, before, make, world }: Completing): undefined {
  const location = String(row.body["location"]);
  const alias =
    before === undefined && !String(propertyOf(row, "alias")).includes(".")
      ? `${row.id.name}.${String(propertyOf(row, "alias"))}.${location}.azure.privatelinkservice`
      : propertyOf(row, "alias");
  const named = withProperties(row, { alias });
  draft.put(named);
  if (interfaceOf(draft, named) !== undefined) return undefined;
  const scope = row.id.text.slice(0, row.id.key.lastIndexOf("/providers/"));
  const name = `${row.id.name}.nic.${world.guid()}`;
  const id = parseArmId(makeArmId("Microsoft.Network/networkInterfaces", name, scope) ?? "");
  if (id === undefined) return undefined;
  const pick = addressPicker(draft, row);
  const ipConfigurations = objectsOf(propertyOf(row, "ipConfigurations")).map((one, index) => {
    const { properties } = one;
    const inner = isJsonObject(properties) ? properties : {};
    const subnet = idOf(inner["subnet"]);
    return {
      name: one["name"],
      properties: {
        privateIPAddress:
          inner["privateIPAddress"] ?? (subnet === undefined ? undefined : pick(subnet)),
        privateIPAllocationMethod: inner["privateIPAllocationMethod"] ?? "Dynamic",
        ...(subnet === undefined ? {} : { subnet: { id: subnet } }),
        primary: index === 0,
      },
    };
  });
  const nic = make(id, { location, properties: { ipConfigurations } });
  draft.put({ ...nic, facts: { ...nic.facts, privateLinkService: { id: row.id.text } } });
  draft.put(withProperties(named, { networkInterfaces: [{ id: id.text }] }));
  return undefined;
}

/** The interface of a private link service goes with it. */
export function removeLinkServiceInterface({ draft, row }: Removing): void {
  const nic = interfaceOf(draft, row);
  if (nic !== undefined) draft.remove(nic.id.key);
}
