import { type EffectiveTable, type Router, targetName, type View } from "../../route/index.ts";
import { targetOf } from "../find-target.ts";
import { UsageError } from "../usage-error.ts";

/** A sender: its view, its table and what to call it. */
export interface Sender {
  readonly name: string;
  readonly view: View;
  readonly table: EffectiveTable;
}

/** Finds who sends. Throws `UsageError` for a virtual hub, which has tables of its own kind. */
export function senderOf(router: Router, text: string): Sender {
  const { model } = router;
  const target = targetOf(model, text);
  if (target.kind === "hub") {
    throw new UsageError(
      `'${text}' is a virtual hub, and decisions belong to what sends`,
      "Name an interface or subnet of a connected network; trueroute routes shows the hub's own tables.",
    );
  }
  const table = router.tableOf(target.view);
  if (table === undefined) {
    throw new UsageError(
      `the virtual network of '${text}' is not in the snapshot`,
      "Add it to the snapshot.",
    );
  }
  return { name: targetName(model, target), view: target.view, table };
}
