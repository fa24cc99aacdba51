// Each change, made where a child stands inside its parent and where it stands alone.
import { expect, test } from "vitest";
import { apart, estate } from "../../test/changes/estate.ts";
import { rows } from "../../test/changes/rows.ts";
import { brief } from "../../test/resources.ts";
import { snapshotOf } from "../../test/snapshot-of.ts";
import { isJsonObject, normalForm } from "../arm/index.ts";
import { compileSnapshot } from "../compile/index.ts";
import { applyChanges, type Change } from "./index.ts";

const forms = { "inside its parent": estate, alone: apart(estate) };

for (const [form, resources] of Object.entries(forms)) {
  test.each(rows)(`%s: ${form}`, (_, change, look, before, after) => {
    const snapshot = snapshotOf(resources);
    const start = compileSnapshot(snapshot);
    expect(look(start.model)).toEqual(before);

    const once = applyChanges(snapshot, [change]);
    expect(once.failures).toEqual([]);
    const { model, diagnostics } = compileSnapshot(once.snapshot);
    expect(look(model)).toEqual(after);
    const known = new Set(brief(start.diagnostics));
    // There is no service-tag file here.
    const fresh = brief(diagnostics).filter(
      (one) => !known.has(one) && !one.startsWith("service-tags-absent"),
    );
    const isOneSided = change.kind === "createPeering" || change.kind === "removePeering";
    const expected = isOneSided ? ["peering-one-sided"] : [];
    expect(fresh.map((one) => one.split(" ")[0])).toEqual(expected);

    // Made twice is made once, and the snapshot that was given stays as it was.
    const twice = applyChanges(once.snapshot, [change]);
    expect(twice.failures).toEqual([]);
    expect(normalForm(twice.snapshot.resources.values())).toEqual(
      normalForm(once.snapshot.resources.values()),
    );
    expect(look(compileSnapshot(snapshot).model)).toEqual(before);
    const keys = [...once.snapshot.resources.keys()];
    expect(keys).toEqual([...keys].sort());
  });
}

test("both forms give the same after every change", () => {
  const ends = Object.values(forms).map((resources) => {
    const changes = rows.map(([, change]) => change).filter(isNoRemoval);
    const { snapshot, failures } = applyChanges(snapshotOf(resources), changes);
    expect(failures).toEqual([]);
    return inAnyOrder(normalForm(snapshot.resources.values()));
  });
  expect(ends[1]).toEqual(ends[0]);
});

// What is gone first cannot be changed any more.
const isNoRemoval = ({ kind }: Change) => kind !== "removePeering";

// Children that stand alone follow those inside, and lists without any are not written.
function inAnyOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    const elements = value.map(inAnyOrder);
    return elements.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).filter(
    ([, one]) => !(Array.isArray(one) && one.length === 0),
  );
  return Object.fromEntries(entries.map(([name, one]) => [name, inAnyOrder(one)]));
}
