import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { runCli } from "../../../test/run-cli.ts";

const file = "test/golden/cases/we03/snapshot.json";
const snapshot = readFileSync(file, "utf8");

async function ourRows(): Promise<object[]> {
  return JSON.parse((await runCli(`routes vm1-nic -s ${file} -o json`)).stdout).value;
}

test("rows that agree: exit code 0", async () => {
  const nodes = {
    "/s.json": snapshot,
    "/vm1-nic.effective-routes.json": JSON.stringify({ value: await ourRows() }),
  };
  const { code, stdout } = await runCli("verify /vm1-nic.effective-routes.json -s /s.json", {
    files: { nodes },
  });
  expect(stdout).toBe("= vm1-nic: 20 of 20 rows agree\nthe captured list agrees\n");
  expect(code).toBe(0);
});

test("rows that differ are shown with our reason, and the switches are tried", async () => {
  const rows = (await ourRows()).slice(0, -2);
  const nodes = { "/s.json": snapshot, "/cap.json": JSON.stringify(rows) };
  const { code, stdout } = await runCli("verify /cap.json --about vm1-nic -s /s.json", {
    files: { nodes },
  });
  expect(code).toBe(1);
  expect(stdout).toContain("! vm1-nic: 18 of 18 rows agree, 2 more of ours");
  expect(stdout).toContain("+ ours only:     User Active 10.0.0.0/8 VirtualAppliance 10.4.2.101");
  expect(stdout).toContain("because the subnet's route table says so (UDR-2, UDR-3");
  expect(stdout).toContain("no setting of one or two switches makes it agree");
});

test("both forms of several next hops agree", async () => {
  const name = "test/golden/cases/we07/snapshot.json";
  const merged = await runCli(`routes vm2-nic -s ${name} -o json --behavior ecmpRows=merged`);
  const nodes = {
    "/s.json": readFileSync(name, "utf8"),
    "/vm2-nic.effective-routes.json": merged.stdout,
  };
  const { code } = await runCli("verify -s /s.json /vm2-nic.effective-routes.json", {
    files: { nodes },
  });
  expect(code).toBe(0);
});

test("nothing to compare with, and a capture of nobody, are said", async () => {
  const none = await runCli(`verify -s ${file}`);
  expect([none.code, none.stderr.includes("show-effective-route-table")]).toEqual([2, true]);
  const nodes = { "/s.json": snapshot, "/cap.json": JSON.stringify(await ourRows()) };
  const unknown = await runCli("verify /cap.json --about nobody -s /s.json", { files: { nodes } });
  expect([unknown.code, unknown.stdout.includes("'nobody' is not in the snapshot")]).toEqual([
    1,
    true,
  ]);
});

test("a capture of nobody is said with its place and what to write around it", async () => {
  const rows = JSON.stringify(await ourRows());
  const nodes = { "/s.json": snapshot, "/cap.json": rows };
  const { code, stdout, stderr } = await runCli("verify /cap.json -s /s.json", {
    files: { nodes },
  });
  expect([code, stdout]).toEqual([
    1,
    "? /cap.json: nothing says which network interface it is about; give --about NIC\nnothing could be compared\n",
  ]);
  expect(stderr).toContain(
    'at /cap.json\n  fix: Give --about ID, or put { "id": "NIC", "value": [...] } around them. [capture-unattributed]\n',
  );
  const routes = await runCli("routes vm1-nic -s /s.json -s /cap.json", { files: { nodes } });
  expect(routes.stderr).not.toContain("capture-unattributed");
});

test("captures come besides the snapshot that the environment names", async () => {
  const nodes = {
    "/s.json": snapshot,
    "/vm1-nic.effective-routes.json": JSON.stringify(await ourRows()),
  };
  const { code } = await runCli("verify /vm1-nic.effective-routes.json", {
    files: { nodes },
    environment: { TRUEROUTE_SNAPSHOT: "/s.json" },
  });
  expect(code).toBe(0);
});

const hubFile = "test/golden/cases/we15/snapshot.json";

test("tables of a hub are compared, and what is not compared is said", async () => {
  const { stdout } = await runCli(`routes vhub -s ${hubFile} -o json`);
  const rows: { nextHops: string[] }[] = JSON.parse(stdout).value;
  const shouted = rows.map((row) => ({
    ...row,
    nextHops: row.nextHops.map((id) => id.toUpperCase()),
  }));
  const nodes = {
    "/s.json": readFileSync(hubFile, "utf8"),
    "/vhub.hub-routes.json": JSON.stringify({ value: shouted }),
    "/vhub-vpngw.advertised-routes.json": JSON.stringify([]),
  };
  const command = "verify /vhub.hub-routes.json /vhub-vpngw.advertised-routes.json -s /s.json";
  const same = await runCli(command, { files: { nodes } });
  expect([same.code, same.stdout]).toEqual([
    0,
    `= vhub: ${rows.length} of ${rows.length} rows agree
  /vhub-vpngw.advertised-routes.json: routes that are advertised to BGP peers are not compared
the captured list agrees
`,
  ]);
  const [first, ...others] = rows;
  nodes["/vhub.hub-routes.json"] = JSON.stringify([{ ...first, asPath: "1-2" }, ...others]);
  const other = await runCli(command, { files: { nodes } });
  expect(other.code).toBe(1);
  expect(other.stdout).toMatch(
    /^! vhub: \d+ of \d+ rows agree, 1 more of ours\n {2}- captured only: 10/,
  );
  expect(other.stdout).toMatch(/\n {2}\+ ours only: {5}10.*\(VW-/);
  expect(other.stdout).toMatch(/some rows differ\n$/);
  const document = await runCli(`${command} -o json`, { files: { nodes } });
  expect(JSON.parse(document.stdout)).toMatchObject({
    agrees: false,
    captures: [
      {
        about: "vhub",
        agrees: false,
        capturedOnly: [{ asPath: "1-2" }],
        oursOnly: [{ explain: {} }],
      },
      { agrees: null, problem: "routes that are advertised to BGP peers are not compared" },
    ],
  });
});

test("a table of a hub that is not there is said, and so is a table of nobody", async () => {
  const row = { addressPrefixes: ["10.0.0.0/8"], nextHopType: "x", nextHops: ["y"] };
  const nodes = {
    "/s.json": readFileSync(hubFile, "utf8"),
    "/gone.hub-routes.json": JSON.stringify([row]),
    "/rows.json": JSON.stringify([row]),
  };
  const { code, stdout, stderr } = await runCli(
    "verify /gone.hub-routes.json /rows.json -s /s.json",
    { files: { nodes } },
  );
  expect([code, stdout]).toEqual([
    1,
    `? /gone.hub-routes.json: 'gone' is not in the snapshot
? /rows.json: nothing says which route table it is about; give --about ID
nothing could be compared
`,
  ]);
  expect(stderr).toContain("captured hub routes in /rows.json do not say of which route table");
});
