// One network as other clients write it gives the same routes: `az` flattens `properties`, and
// PowerShell capitalizes every name besides.
import { expect, test } from "vitest";
import { isFactType, isJsonObject } from "../../src/arm/index.ts";
import { compileSnapshot } from "../../src/compile/index.ts";
import { createSnapshot, readText } from "../../src/intake/index.ts";
import type { Model } from "../../src/model/index.ts";
import { azureHubRows, azureRows } from "../../src/report/index.ts";
import { findTarget, Router } from "../../src/route/index.ts";
import { caseNames, readCase } from "./read-case.ts";

type Clothing = (value: unknown) => unknown;

// As `az ... list -o json`: what is in `properties` stands beside the name.
const flatten: Clothing = (value) => {
  if (Array.isArray(value)) return value.map(flatten);
  if (!isJsonObject(value)) return value;
  const { properties, ...others } = value;
  const all = isJsonObject(properties) ? { ...others, ...properties } : value;
  return Object.fromEntries(Object.entries(all).map(([name, inner]) => [name, flatten(inner)]));
};

// As `Get-Az... | ConvertTo-Json`: flattened, `Name` for `name`, and lists of prefixes and ports
// under the names of single ones.
const capitalize: Clothing = (value) => {
  if (Array.isArray(value)) return value.map(capitalize);
  if (!isJsonObject(value)) return value;
  const isSubnet = /\/subnets\/[^/]+$/.test(`${value["id"]}`);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const shouted = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
      const isList = (isSubnet && name === "addressPrefix") || /^(source|destination)(Port|Address)(Range|Prefix)$/.test(name);
      return [shouted, isList && typeof inner === "string" ? [inner] : capitalize(inner)];
    }),
  );
};

const clothes: readonly (readonly [string, Clothing])[] = [
  ["az", flatten],
  ["PowerShell", (value) => capitalize(flatten(value))],
];

/** All rows of interfaces, subnets and hubs, without places. */
function rowsOf(model: Model): unknown {
  const router = new Router(model);
  const tables = [...model.nics.values()].map((nic) => {
    const found = findTarget(model, nic.id);
    const table =
      found.kind === "found" && found.target.kind !== "hub"
        ? router.tableOf(found.target.view)
        : undefined;
    return [nic.key, table && azureRows(table, model.behavior)];
  });
  const hubs = [...model.hubs.values()].flatMap((hub) =>
    hub.routeTables.map((table) => [
      table.key,
      azureHubRows(model, hub, table).map(({ explain: _, ...row }) => row),
    ]),
  );
  return [tables, hubs];
}

test.each(clothes)("every case as %s writes it", (_, clothe) => {
  let rows = 0;
  for (const name of caseNames()) {
    const { model, snapshot: plain } = readCase(name);
    const clothed = [...plain.resources.values()].map(({ typeKey, body }) =>
      isFactType(typeKey) ? body : clothe(body),
    );
    const read = readText({ file: "a.json", text: JSON.stringify(clothed) });
    const snapshot = createSnapshot([[read]]);
    const wanted = rowsOf(model);
    rows += JSON.stringify(wanted).length;
    expect(rowsOf(compileSnapshot(snapshot).model), name).toEqual(wanted);
  }
  expect(rows).toBeGreaterThan(100_000);
});
