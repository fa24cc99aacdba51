import {
  type AzureHubRow,
  type AzureRow,
  azureHubRows,
  azureRows,
  type ExplainedHubRow,
  type ExplainedRow,
  explainRows,
} from "../../report/routes/index.ts";
import { type Router, type Target, targetName } from "../../route/index.ts";
import { kindWords } from "../find-target.ts";

/** The rows of one target: those of az for an interface, or those of az for one table of a hub. */
export type TargetRows = NicRows | HubRows;

interface Labelled {
  readonly id: string;
  readonly name: string;
  /** In words. */
  readonly kindWord: string;
}

/** Rows in the columns of `az network nic show-effective-route-table`. */
export interface NicRows extends Labelled {
  readonly kind: "nic";
  readonly rows: readonly (AzureRow | ExplainedRow)[];
}

/** Rows in the columns of `az network vhub get-effective-routes`, by route table of the hub. */
export interface HubRows extends Labelled {
  readonly kind: "hub";
  readonly tables: readonly {
    readonly name: string;
    readonly rows: readonly (AzureHubRow | ExplainedHubRow)[];
  }[];
}

/** Computes the rows of one target. */
export function rowsOfTarget(router: Router, target: Target, isExplained: boolean): TargetRows {
  const { model } = router;
  const label = {
    id: target.named.id,
    name: targetName(model, target),
    kindWord: kindWords[target.kind],
  };
  if (target.kind !== "hub") {
    const table = router.tableOf(target.view);
    const plain = table === undefined ? [] : azureRows(table, model.behavior);
    return { ...label, kind: "nic", rows: isExplained ? explainRows(router, target.view) : plain };
  }
  const hub = target.named;
  const tables = hub.routeTables.map((table) => ({
    name: table.name,
    rows: azureHubRows(model, hub, table).map((row) => (isExplained ? row : withoutReason(row))),
  }));
  return { ...label, kind: "hub", tables };
}

function withoutReason({ explain: _, ...row }: ExplainedHubRow): AzureHubRow {
  return row;
}
