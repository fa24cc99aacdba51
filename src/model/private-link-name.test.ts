import { expect, test } from "vitest";
import { privateLinkName } from "./private-link-name.ts";

const zones = new Set([
  "privatelink.blob.core.windows.net",
  "privatelink.azurewebsites.net",
  "privatelink.azurecr.io",
]);

const rows: readonly [name: string, alias: string | undefined][] = [
  ["st.blob.core.windows.net", "st.privatelink.blob.core.windows.net"],
  ["st.table.core.windows.net", "st.privatelink.table.core.windows.net"],
  ["kv.vault.azure.net", "kv.privatelink.vaultcore.azure.net"],
  ["kv.vault.azure.cn", "kv.privatelink.vaultcore.azure.cn"],
  ["srv.database.windows.net", "srv.privatelink.database.windows.net"],
  // The zones that are there say where the word goes.
  ["app.scm.azurewebsites.net", "app.scm.privatelink.azurewebsites.net"],
  ["acr.westeurope.data.azurecr.io", "acr.westeurope.data.privatelink.azurecr.io"],
  ["st.privatelink.blob.core.windows.net", undefined],
  ["example.com", undefined],
  ["", undefined],
];

test.each(rows)("%s has the private name %s", (name, alias) => {
  expect(privateLinkName(name, (zone) => zones.has(zone))).toBe(alias);
});
