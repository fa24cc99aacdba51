// Prints the plan of a landscape as `terraform show -json` would, to be read or tried by hand:
//   npx tsx test/four-ways/make-plan.ts hub-spoke-vpn > plan.json
import { configurations } from "./landscapes.ts";
import { planOf } from "./terraform/plan.ts";

const name = process.argv[2] ?? "";
const configuration = configurations.get(name);
if (configuration === undefined) {
  console.error(`no landscape ${name}; there are ${[...configurations.keys()].join(", ")}`);
  process.exitCode = 2;
} else {
  console.log(JSON.stringify(planOf(configuration), undefined, 1));
}
