import type { Assertion } from "../../assertion/index.ts";
import { judge, readAssertions } from "../../assertion/index.ts";
import type { Demands } from "../../fix/index.ts";
import type { Walker } from "../../walk/index.ts";
import { readDocumentFile } from "../documents/read-document.ts";
import type { OutputOptions } from "../options.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { readEndpoint } from "../walks/read-endpoint.ts";
import { traceFlow } from "../walks/trace-flow.ts";

/**
 * Reads assertions that repairs must not break; absent when a file has mistakes, which are said
 * then. Assertions that name a snapshot of their own are about another estate, and left out.
 */
export async function readDemands(
  session: Session<OutputOptions>,
  files: readonly string[],
): Promise<Demands | undefined> {
  const assertions: Assertion[] = [];
  let foreign = 0;
  for (const file of files) {
    const content = await readDocumentFile(session, file, (value) => {
      const read = readAssertions(value);
      return { content: read.file, mistakes: read.mistakes };
    });
    if (content === undefined) return undefined;
    const own = content.assertions.filter(({ snapshots }) => snapshots === undefined);
    foreign += content.assertions.length - own.length;
    assertions.push(...own);
  }
  if (foreign > 0) {
    session.conversation.note(
      `${foreign} ${foreign === 1 ? "assertion names a snapshot of its own and is" : "assertions name snapshots of their own and are"} left out`,
    );
  }
  return {
    brokenIn: ({ ground }) => assertions.flatMap((one) => brokenBy(ground.walker, one)),
  };
}

function brokenBy(walker: Walker, assertion: Assertion): readonly string[] {
  const { name, from, to } = assertion;
  try {
    const { trace } = traceFlow(walker, { from, to: readEndpoint(to) });
    const { holds, expected, found } = judge(assertion, trace);
    return holds ? [] : [`${name}: expected ${expected}; found ${found}`];
  } catch (error) {
    if (error instanceof UsageError) return [`${name}: ${error.message}`];
    throw error;
  }
}
