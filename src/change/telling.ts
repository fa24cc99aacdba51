import type { ArmId } from "../arm/index.ts";
import type { Estate } from "./estate/estate.ts";
import { findResource } from "./estate/family.ts";
import { idOfText } from "./id.ts";
import type { Addresses } from "./terraform/address.ts";

/** What the texts of one change are made from. */
export interface Telling {
  /** As things are when it is the turn of the change. */
  readonly before: Estate;
  /** As things are after all changes. */
  readonly after: Estate;
  /** What Terraform calls the resources. */
  readonly addresses: Addresses;
}

/** The id of a resource as it is written where it is there, else as the change has it. */
export function writtenId({ before, after }: Pick<Telling, "before" | "after">, id: string): ArmId {
  return (findResource(before, id) ?? findResource(after, id))?.id ?? idOfText(id);
}
