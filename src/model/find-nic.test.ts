import fc from "fast-check";
import { expect, test } from "vitest";
import type { Nic } from "./device.ts";
import { nicsOfMachine } from "./find-nic.ts";
import type { Key } from "./key.ts";
import type { Model } from "./model.ts";

const name = fc.constantFrom("a", "VM1", "xvm1", "web-VM1", "x", "vM2", "db-xvm1");

test("machines are found by their names alone, whatever the case, as a scan finds them", () => {
  let found = 0;
  fc.assert(
    fc.property(fc.array(fc.option(name, { nil: undefined })), name, (machines, text) => {
      const nics = machines.map((machine, at) => {
        const virtualMachine = machine && `/subscriptions/S/virtualMachines/${machine}`;
        return { key: `${at}` as Key, virtualMachine } as unknown as Nic;
      });
      const model = { nics: new Map(nics.map((nic) => [nic.key, nic])) } as unknown as Model;
      const wanted = text.toLowerCase();
      const scanned = nics.filter((_, at) => machines[at]?.toLowerCase() === wanted);
      expect(nicsOfMachine(model, wanted)).toEqual(scanned);
      found += scanned.length;
    }),
    { seed: 20261121, numRuns: 300 },
  );
  expect(found).toBeGreaterThan(100);
});
