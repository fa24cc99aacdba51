import { parseIp } from "../../net/index.ts";
import type { Row } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";
import type { Check } from "../kind/kind.ts";
import {
  accountNameInvalid,
  accountNameTaken,
  serverNameInvalid,
  serverNameTaken,
  sqlRuleAddress,
  vaultNameInvalid,
  vaultNameTaken,
} from "../refusal/service.ts";
import { propertyOf } from "./properties.ts";

// These names are parts of public host names, so they are unique world-wide.
function isTaken(estate: EstateView, row: Row): boolean {
  const name = row.id.name.toLowerCase();
  return estate
    .ofType(row.typeKey)
    .some((other) => other.id.name.toLowerCase() === name && other.id.key !== row.id.key);
}

/** The name of a storage account. */
export const checkAccountName: Check = ({ draft, row, before }) => {
  if (before !== undefined) return undefined;
  if (!/^[a-z0-9]{3,24}$/.test(row.id.name)) return accountNameInvalid(row.id.name);
  return isTaken(draft, row) ? accountNameTaken(row.id.name) : undefined;
};

/** The name of a key vault. */
export const checkVaultName: Check = ({ draft, row, before }) => {
  if (before !== undefined) return undefined;
  const isFine = /^[A-Za-z](?:[A-Za-z0-9]|-(?!-)){1,22}[A-Za-z0-9]$/.test(row.id.name);
  if (!isFine) return vaultNameInvalid(row.id.name);
  return isTaken(draft, row) ? vaultNameTaken(row.id.name) : undefined;
};

/** The name of a SQL server. */
export const checkServerName: Check = ({ draft, row, before }) => {
  if (before !== undefined) return undefined;
  const isFine = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(row.id.name);
  if (!isFine) return serverNameInvalid(row.id.name);
  return isTaken(draft, row) ? serverNameTaken(row.id.name) : undefined;
};

/** A firewall rule of a SQL server lets a range of IPv4 addresses in. */
export const checkSqlFirewallRule: Check = ({ row }) => {
  for (const name of ["startIpAddress", "endIpAddress"]) {
    const text = propertyOf(row, name);
    const address = typeof text === "string" ? parseIp(text) : undefined;
    if (typeof address !== "number") return sqlRuleAddress(row.id.text, name, String(text));
  }
  return undefined;
};
