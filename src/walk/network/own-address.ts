import type { Model } from "../../model/index.ts";
import type { Ip } from "../../net/index.ts";
import { configurationWith } from "../engine/emitter.ts";
import type { Emitter } from "../engine/position.ts";

/** Whether an address is one of the sender's own: what a device passes on has another's. */
export function isOwnAddress(model: Model, emitter: Emitter, address: Ip): boolean {
  const { nic: key, address: first, otherAddresses, view } = emitter;
  const nic = key === undefined ? undefined : model.nics.get(key);
  if (nic !== undefined) return configurationWith(nic, address) !== undefined;
  return view.gateway === undefined && [first, ...otherAddresses].includes(address);
}
