import type { CheckFormat, ReachOptions } from "../options.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { judgeFiles } from "./judge-files.ts";
import { showMatrix } from "./show-matrix.ts";

/** Holds flows against files of assertions, or shows how flows between named ends end. */
export async function showReach(
  session: Session<ReachOptions>,
  operands: readonly string[],
): Promise<number> {
  const files = operands.filter((operand) => /\.(ya?ml|json)$/i.test(operand));
  // This command alone offers one more format than the others.
  const isJunit = (session.options.output as CheckFormat | undefined) === "junit";
  if (files.length > 0 && session.options.list === true) {
    throw new UsageError("--list is for names", "Leave it out, or name FROM and then each TO.");
  }
  if (files.length === operands.length) return judgeFiles(session, files, isJunit);
  if (files.length > 0) {
    throw new UsageError(
      "files of assertions and names cannot be mixed",
      "Run trueroute reach once for each.",
    );
  }
  if (isJunit) throw new UsageError("-o junit is for assertions", "Name a file of assertions.");
  return showMatrix(session, operands);
}
