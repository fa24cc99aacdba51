// One network, written four ways, is one network: the same model, the same routes, the same walks.
import { beforeAll, describe, expect, test } from "vitest";
import { isJsonObject, isModelledType } from "../../src/arm/index.ts";
import { families } from "../../src/intake/terraform/mapping/index.ts";
import { compareLines, silences, unexcused } from "./differences.ts";
import {
  configurations,
  factsOf,
  flowsOf,
  givenTo,
  type Reading,
  readLayers,
  readWay,
  textsOf,
  type Way,
  ways,
} from "./landscapes.ts";
import { modelLines, routeLines, walkLines } from "./normal-form.ts";
import { typesIn } from "./terraform/configuration.ts";
import { mapValues } from "./terraform/evaluate.ts";

const landscapes = [...configurations.keys()];
const others = ways.filter((way) => way !== "az");
const pairs = landscapes.flatMap((landscape) => others.map((way) => [landscape, way] as const));

const nothing = { onlyInAz: [], onlyInWay: [] };

/** The same with the lists of resources turned round, wherever they are. */
function turnLists(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnLists).reverse();
  if (!isJsonObject(value)) return value;
  const { planned_values: planned, data } = value;
  if (data !== undefined) return { ...value, data: turnLists(data) };
  return planned === undefined ? value : { ...value, planned_values: turnModule(planned) };
}

function turnModule(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnModule).reverse();
  if (!isJsonObject(value) || "type" in value) return value;
  return mapValues(value, turnModule);
}

describe("the landscapes", () => {
  test.each(landscapes)("%s is there in every way", (landscape) => {
    for (const way of ways) expect(textsOf(landscape, way).length).toBeGreaterThan(0);
    expect(readWay(landscape, "az").model.nics.size).toBeGreaterThan(1);
  });

  test.each(landscapes)("%s is read without an error, whatever the way", (landscape) => {
    for (const way of ways) {
      const { diagnostics } = readWay(landscape, way);
      const errors = diagnostics.filter(({ severity }) => severity === "error");
      expect([way, ...errors.map(({ message }) => message)]).toEqual([way]);
    }
  });
});

describe("the model", () => {
  const used = new Set<string>();

  test.each(pairs)("of %s as %s says what az says, or is silent for a reason", (landscape, way) => {
    const az = modelLines(readWay(landscape, "az").model);
    const lines = modelLines(readWay(landscape, way).model);
    expect(unexcused(compareLines(lines, az), used)).toEqual(nothing);
    expect(lines.length).toBeGreaterThan(40);
  });

  // Azure's lists have no order that means anything, and a plan's is that of the alphabet.
  test.each(
    landscapes.flatMap((landscape) =>
      (["plan", "az"] as const).map((way) => [landscape, way] as const),
    ),
  )("of %s as %s does not depend on the order of what is written", (landscape, way) => {
    const texts = textsOf(landscape, way);
    const turned = texts
      .map(({ file, text }) => ({ file, text: JSON.stringify(turnLists(JSON.parse(text))) }))
      .reverse();
    const [lines, others] = [texts, turned].map((layer) => modelLines(readLayers(layer).model));
    expect(compareLines(others!, lines!)).toEqual(nothing);
  });

  test("every reason to be silent is needed", () => {
    expect([...used].sort()).toEqual(silences.map(({ reason }) => reason).sort());
  });
});

/**
 * A landscape with what only Azure gives: public addresses, and addresses in virtual hubs. Told what
 * they are, nothing that decides about a packet may differ any more.
 */
function readTold(landscape: string, way: Way): Reading {
  return readLayers(textsOf(landscape, way), givenTo(landscape), factsOf(landscape));
}

describe("the answers", () => {
  const told = new Map<string, Reading>();
  beforeAll(() => {
    for (const landscape of landscapes) {
      for (const way of ways) told.set(`${landscape} ${way}`, readTold(landscape, way));
    }
  });
  const modelOf = (landscape: string, way: Way) => told.get(`${landscape} ${way}`)!.model;

  test.each(pairs)("every effective route of %s as %s is az's", (landscape, way) => {
    const az = routeLines(modelOf(landscape, "az"));
    expect(compareLines(routeLines(modelOf(landscape, way)), az)).toEqual(nothing);
    expect(az.length).toBeGreaterThan(20);
  });

  test.each(pairs)("every walk through %s as %s is az's", (landscape, way) => {
    const flows = flowsOf(landscape);
    const az = walkLines(modelOf(landscape, "az"), flows);
    expect(walkLines(modelOf(landscape, way), flows)).toEqual(az);
    expect(az.join("\n")).not.toContain("an end is not there");
  });
});

/** Types that have other names now: versions.test.ts has them. */
const renamed = [
  "azurerm_sql_firewall_rule",
  "azurerm_sql_server",
  "azurerm_sql_virtual_network_rule",
  "azurerm_virtual_hub_ip",
  "azurerm_virtual_machine_scale_set",
];

test("the plans hold every type that the tables know, but those whose ARM type is only counted", () => {
  const planned = new Set([...configurations.values()].flatMap(typesIn));
  const additions = families.flatMap((family) => family.additions);
  const mappings = families.flatMap((family) => family.mappings);
  const modelled = mappings.filter(({ type }) => isModelledType(type.toLowerCase()));
  const absent = [...additions, ...modelled].filter(({ terraform }) => !planned.has(terraform));
  expect(absent.map(({ terraform }) => terraform).sort()).toEqual(renamed);
  expect(planned.size).toBeGreaterThan(90);
});
