import { isJsonObject, type UncomparedKind } from "../../arm/index.ts";
import { fieldOf, textOf } from "../field.ts";
import { placeInFile } from "../reading.ts";
import type { AnswerForm } from "./form.ts";
import { learnedForm } from "./learned-routes.ts";

/**
 * The answer of `az network vnet-gateway list-advertised-routes` and its like. Its rows are those
 * of learned routes, but nobody has sent them: they name no source, and their origin is the gateway
 * itself. Such rows must never count as learned.
 */
export const advertisedForm: AnswerForm = {
  ...keep("advertisedRoutes", isAdvertised),
  decides: (rows) => rows.every(isAdvertised),
};

/** Forms of answers that are only kept and counted. */
export const otherForms: readonly AnswerForm[] = [
  // az network vnet-gateway list-bgp-peer-status
  keep("bgpPeers", (row) => hasAll(row, ["neighbor", "asn", "state"])),
  // az network express-route list-route-tables-summary
  keep("circuitSummary", (row) => hasAll(row, ["neighbor", "statePfxRcd"])),
  // az network express-route list-arp-tables
  keep("circuitNeighbors", (row) => hasAll(row, ["ipAddress", "macAddress", "interface"])),
  // az network nic list-effective-nsg
  keep("effectiveSecurityGroups", (row) => hasAll(row, ["effectiveSecurityRules"])),
];

function keep(kind: UncomparedKind, isRow: (row: unknown) => boolean): AnswerForm {
  return {
    kind,
    isRow,
    add: (reading, answer, { name }) => {
      const place = { ...placeInFile(reading, answer.pointer), resource: name ?? "" };
      reading.captures.push({ kind, about: name, rows: answer.rows, place });
    },
  };
}

function isAdvertised(row: unknown): boolean {
  if (!isJsonObject(row) || !learnedForm.isRow(row)) return false;
  const origin = textOf(row, "origin")?.toLowerCase() ?? "";
  return textOf(row, "sourcePeer") === undefined && !/^[ei]bgp$/.test(origin);
}

function hasAll(row: unknown, names: readonly string[]): boolean {
  return isJsonObject(row) && names.every((name) => fieldOf(row, name) !== undefined);
}
