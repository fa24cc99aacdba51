import { nextHopAnswer } from "../../report/routes/index.ts";
import { Router } from "../../route/index.ts";
import { printAnswer } from "../answer/print-answer.ts";
import { sayAssumptions } from "../assumptions.ts";
import { withEstate } from "../estate/estate.ts";
import { exitCodeOf } from "../exit-code.ts";
import type { SnapshotOptions } from "../options.ts";
import type { Session } from "../session.ts";
import { readAddress } from "./asked.ts";
import { senderOf } from "./view-of.ts";

/** Prints the next hop for an address. */
export async function showNextHop(
  session: Session<SnapshotOptions>,
  [target = "", destination = ""]: readonly string[],
): Promise<number> {
  const address = readAddress(destination);
  return withEstate(session, async ({ model }) => {
    const router = new Router(model);
    const { table } = senderOf(router, target);
    const answer = nextHopAnswer(table, address);
    await printAnswer(session.io, session.options, {
      json: () => answer,
      table: () => ({
        columns: ["NextHopType", "NextHopIpAddress", "RouteTableId"],
        rows: [[answer.nextHopType, answer.nextHopIpAddress ?? "", answer.routeTableId]],
      }),
    });
    const hasAssumptions = sayAssumptions(session.conversation, { model }, [table]);
    return exitCodeOf({ hasFindings: false, hasAssumptions }, session.options);
  });
}
