import type { Endpoint } from "../../flow/index.ts";
import type { Ends } from "../../report/flows/index.ts";
import type { Trace, TraceAssumption, Walker } from "../../walk/index.ts";
import { destinationOf, senderInFamily, senderOf } from "./find-ends.ts";

/** A question as people ask it. */
export interface FlowQuestion {
  readonly from: string;
  readonly to: Endpoint;
  readonly sourcePort?: number | undefined;
}

/** A trace with what its ends are called. */
export interface NamedTrace {
  readonly trace: Trace;
  readonly ends: Ends;
}

/**
 * Finds both ends of a flow and follows it. What finding them takes for granted stands among the
 * trace's assumptions. Throws `UsageError` for names that are not there.
 */
export function traceFlow(walker: Walker, { from, to, sourcePort }: FlowQuestion): NamedTrace {
  const named = senderOf(walker, from);
  const found = destinationOf(walker, to, named);
  const sender = senderInFamily(walker, named, found);
  const trace = walker.trace({
    sender: sender.sender,
    flow: {
      protocol: to.protocol,
      source: sender.address,
      sourcePort,
      destination: found.address,
      destinationPort: to.port,
      name: found.name,
    },
    supposedIn: found.supposedIn,
  });
  const assumptions = [
    ...portAssumption(to),
    ...sender.assumptions,
    ...found.assumptions,
    ...trace.assumptions,
  ];
  return {
    trace: { ...trace, assumptions },
    ends: { from: sender.label, to: found.label },
  };
}

function portAssumption({ isPortAssumed, port }: Endpoint): readonly TraceAssumption[] {
  return isPortAssumed ? [{ code: "portAssumed", about: [String(port)], rules: [] }] : [];
}
