// What each solution costs and how far its traffic goes, side by side: gateways are counted in the
// snapshot, ways are walked, prices and times come from costs.json.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  compileSnapshot,
  createSnapshot,
  findDestination,
  findSender,
  Router,
  readText,
  traceReport,
  Walker,
} from "trueroute";

const solutions = ["base", "solution-1", "solution-2", "solution-3", "solution-4", "second-hub"];
const desktop = "vdi-vm";
const web = "internet";
const onPremises = "company-server";
const application = "web-vm";

const read = (name) => readFileSync(fileURLToPath(new URL(name, import.meta.url)), "utf8");
const costs = JSON.parse(read("costs.json"));

/** The network at the start, with the files of a solution laid over it. */
function modelOf(solution) {
  const names = [...new Set(["base.json", `${solution}.json`])];
  const layers = names.map((name) => [readText({ name, text: read(name) })]);
  return compileSnapshot(createSnapshot(layers)).model;
}

/** Follows TCP port 443 between two names. */
function follow(walker, from, to) {
  const sender = findSender(walker.world, from);
  const destination = findDestination(walker.world, to, sender);
  const { address, name, supposedIn } = destination;
  const ends = { source: sender.address, destination: address, name };
  const flow = { protocol: "tcp", sourcePort: undefined, destinationPort: 443, ...ends };
  return traceReport(walker.trace({ sender: sender.sender, flow, supposedIn }));
}

/** Milliseconds there and back; what does not arrive, or not come back, is lost. */
function timeOf({ works, hops, reply }) {
  if (!works) return "lost";
  const passed = [...hops, ...(reply?.hops ?? [])];
  const sum = passed.reduce((all, { kind }) => all + (costs.oneWayMilliseconds[kind] ?? 0), 0);
  return `${sum} ms`;
}

function priceOf(gateways) {
  const perHour = gateways.map(({ name, sku }) => {
    const price = costs.perHour[sku];
    if (price === undefined) throw new Error(`costs.json has no price for ${sku} of ${name}`);
    return price;
  });
  const sum = perHour.reduce((all, price) => all + price, 0) * costs.hoursPerMonth;
  return `${sum.toFixed(2)} ${costs.currency}`;
}

function rowOf(solution) {
  const model = modelOf(solution);
  const walker = new Walker(new Router(model));
  const gateways = [...model.gateways.values()];
  const own = gateways.filter(({ network }) => model.networks.get(network)?.name === "vdi-vnet");
  const surfing = follow(walker, desktop, web);
  const isTunnelled = surfing.hops.some(({ name }) => name === "proxy-supplier");
  return [
    solution,
    String(gateways.length),
    priceOf(gateways),
    priceOf(own),
    isTunnelled ? `tunnel, ${timeOf(surfing)}` : "no tunnel",
    timeOf(follow(walker, desktop, onPremises)),
    timeOf(follow(walker, desktop, application)),
  ];
}

const columns = [
  "Solution",
  "Gateways",
  "Per month",
  "Per further network",
  "Web",
  "On-premises",
  "Application in app-vnet",
];
const table = [columns, ...solutions.map(rowOf)];
const widths = columns.map((_, at) => Math.max(...table.map((row) => row[at].length)));
for (const row of table) {
  console.log(
    row
      .map((cell, at) => cell.padEnd(widths[at]))
      .join("  ")
      .trimEnd(),
  );
}
