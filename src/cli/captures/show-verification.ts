import type { Snapshot } from "../../arm/index.ts";
import { checkCaptures, verify } from "../../verify/index.ts";
import { printAnswer } from "../answer/print-answer.ts";
import { type Estate, withEstate } from "../estate/estate.ts";
import { namedSnapshots } from "../estate/read-snapshot.ts";
import { exitCode } from "../exit-code.ts";
import type { SnapshotOptions } from "../options.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import {
  formatVerification,
  verificationDocument,
  verificationTable,
} from "./verification-text.ts";

/** Compares captured effective routes with ours. Exit code 1 when any row differs. */
export async function showVerification(
  session: Session<SnapshotOptions>,
  paths: readonly string[],
): Promise<number> {
  // Captures are read like snapshots: they hold no resources, so they change nothing else.
  const options =
    paths.length === 0
      ? session.options
      : { ...session.options, snapshot: [...namedSnapshots(session), ...paths] };
  const answer = async ({ model, snapshot }: Estate) => {
    if (snapshot.captures.length === 0) {
      throw new UsageError(
        "there is no captured effective-route list to compare with",
        "Save one: az network nic show-effective-route-table -g GROUP -n NIC -o json > NIC.effective-routes.json.",
      );
    }
    const verification = verify(model, snapshot.captures);
    await printAnswer(session.io, session.options, {
      json: () => verificationDocument(verification),
      table: () => verificationTable(verification),
      text: () => formatVerification(verification),
    });
    return verification.agrees ? exitCode.answered : exitCode.found;
  };
  const check = ({ captures }: Snapshot) => checkCaptures(captures);
  return withEstate({ ...session, options }, answer, { check });
}
