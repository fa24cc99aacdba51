// `npm start`: answers one real question from beginning to end, with the product as users run it.
// The question is that of examples/private-link; every line but the headings comes from trueroute itself.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../bin/trueroute", import.meta.url));
const folder = fileURLToPath(new URL("../examples/private-link/", import.meta.url));
const gateway = "vpngw";
const machine = "hubvmVMNic";
const database = "10.13.77.6";
const firewall = "10.13.76.68";

/** What the route table of the gateway's subnet and the policy of the endpoints' subnet are in each stage. */
const stages = [
  { name: "a", files: ["base.json"], about: "no user routes" },
  {
    name: "b",
    files: ["base.json", "stage-b.json"],
    about: "a /32 user route to the firewall for each endpoint",
  },
  {
    name: "c",
    files: ["base.json", "stage-c.json"],
    about: "network policy on, one user route 10.13.77.0/24 to the firewall",
  },
  {
    name: "d",
    files: ["base.json", "stage-d.json"],
    about: "network policy on, one user route 10.0.0.0/8 to the firewall",
  },
];

/** Runs one command in the folder of the example; gives what it answers. What it says on stderr is shown as it comes. */
function trueroute(stage, ...words) {
  const snapshot = stage.files.flatMap((file) => ["-s", file]);
  const { status, stdout, error } = spawnSync(
    process.execPath,
    [program, ...words, ...snapshot, "--quiet"],
    { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
  );
  if (status === 0) return stdout;
  throw new Error(
    `trueroute ${words.join(" ")} failed (${error?.message ?? `exit code ${status}`})`,
  );
}

/** The rows of a table that bear on the endpoints, under its header. */
function rowsThatMatter(table) {
  const [header, rule, ...rows] = table.trimEnd().split("\n");
  const matters = rows.filter((row) => row.startsWith("User ") || row.includes(" 10.13.77."));
  return [header, rule, ...matters].map((row) => `  ${row}`.trimEnd());
}

/** Where the gateway sends packets for the database, in one sentence with the rules that decided. */
function outcomeOf(decision) {
  const { winner, privateEndpoint } = decision;
  const rules = [...new Set(privateEndpoint.steps.flatMap((step) => step.rules))].join(", ");
  if (winner.nextHopType === "InterfaceEndpoint") {
    return `On-premises traffic goes straight to the database, past the firewall (${rules}).`;
  }
  if (winner.nextHopIpAddress.includes(firewall)) {
    return `On-premises traffic goes to the firewall at ${firewall} first (${rules}).`;
  }
  throw new Error(`unexpected next hop of the gateway: ${winner.nextHopType}`);
}

/** Whether the only view that Azure has, a VM beside the gateway, would have told the same. */
function comparisonWith(decision, nextHop) {
  const { nextHopType: type, nextHopIpAddress: address } = nextHop;
  const isSame =
    (type === "VirtualAppliance") === (decision.winner.nextHopType === "VirtualAppliance");
  const sends = address === undefined ? type : `${type} ${address}`;
  return `A VM beside it, all that Azure shows, does ${isSame ? "the same" : "otherwise"}: ${sends}.`;
}

function tellStage(stage) {
  const table = trueroute(stage, "routes", gateway);
  const decision = JSON.parse(trueroute(stage, "explain", gateway, database, "-o", "json"));
  const nextHop = JSON.parse(trueroute(stage, "nexthop", machine, database, "-o", "json"));
  return [
    `Stage ${stage.name}: ${stage.about}`,
    "",
    ...rowsThatMatter(table),
    "",
    `  ${outcomeOf(decision)}`,
    `  ${comparisonWith(decision, nextHop)}`,
    "",
  ];
}

const beginning = [
  "What does on-premises traffic meet on its way to the database's private endpoint?",
  "",
  `A hub with an active-active VPN gateway (${gateway}) and a firewall (${firewall}), a peered network with`,
  `three private endpoints; the database is ${database}. Azure shows the effective routes of a VM, never`,
  "those of a gateway. Below are the gateway's own, as far as they bear on the endpoints, and the answer",
  "of a VM in the hub that has the same route table. Resources: examples/private-link.",
  "",
];

const end = [
  "To try next, in examples/private-link:",
  "",
  `  ../../bin/trueroute explain ${gateway} ${database} -s base.json -s stage-b.json`,
  `  ../../bin/trueroute routes ${gateway} ${machine} -s base.json -s stage-c.json`,
];

// Who reads with `head` has had enough; that is no failure.
process.stdout.on("error", () => process.exit());

try {
  process.stdout.write(`${beginning.join("\n")}\n`);
  for (const stage of stages) process.stdout.write(`${tellStage(stage).join("\n")}\n`);
  process.stdout.write(`${end.join("\n")}\n`);
} catch (error) {
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = 1;
}
