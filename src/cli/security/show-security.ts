import { Filters } from "../../filter/index.ts";
import type { Model } from "../../model/index.ts";
import {
  assumedSecurity,
  effectiveSecurity,
  type From,
  type SecurityPlace,
  securityRows,
  type TagRow,
  tagRows,
} from "../../report/flows/index.ts";
import { Router, type Target } from "../../route/index.ts";
import { printAnswer } from "../answer/print-answer.ts";
import type { Table } from "../answer/table.ts";
import { sayAssumptions } from "../assumptions.ts";
import { withEstate } from "../estate/estate.ts";
import { exitCodeOf } from "../exit-code.ts";
import { targetOf } from "../find-target.ts";
import type { NsgOptions } from "../options.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";

/** Prints the effective security rules of a target, or what its tag VirtualNetwork holds. */
export async function showSecurity(
  session: Session<NsgOptions>,
  [target = ""]: readonly string[],
): Promise<number> {
  const { options } = session;
  return withEstate(session, async ({ model }) => {
    const router = new Router(model);
    const filters = new Filters(router);
    const place = placeOf(model, target);
    const hasAssumptions =
      options.tags === true
        ? await printTag(session, filters, router, place)
        : await printRules(session, filters, place);
    return exitCodeOf({ hasFindings: false, hasAssumptions }, options);
  });
}

function placeOf(model: Model, text: string): SecurityPlace {
  const target = targetOf(model, text);
  if (target.kind === "hub") {
    throw new UsageError(
      `'${text}' is a virtual hub, which has no network security group`,
      "Name an interface or subnet of a connected network.",
    );
  }
  return { subnet: target.view.subnet, nic: nicOf(target) };
}

function nicOf(target: Target): SecurityPlace["nic"] {
  return target.kind === "nic" ? target.named.key : undefined;
}

async function printRules(
  { io, options, conversation }: Session<NsgOptions>,
  filters: Filters,
  place: SecurityPlace,
): Promise<boolean> {
  const rows = securityRows(filters, place);
  await printAnswer(io, options, {
    json: () => effectiveSecurity(filters, place),
    table: () => rulesTable(rows),
  });
  const assumed = assumedSecurity(filters, place);
  if (rows.length === 0 && assumed.length === 0) {
    conversation.note(
      "no network security group is attached there, so nothing is filtered (NSG-5)",
    );
  }
  for (const sentence of assumed) conversation.note(`assumed: ${sentence}`);
  return assumed.length > 0;
}

async function printTag(
  { io, options, conversation }: Session<NsgOptions>,
  filters: Filters,
  router: Router,
  { subnet }: SecurityPlace,
): Promise<boolean> {
  const rows = tagRows(filters, router.model, subnet);
  await printAnswer(io, options, { json: () => ({ value: rows }), table: () => tagTable(rows) });
  const table = router.tableOf({ subnet, gateway: undefined });
  return sayAssumptions(conversation, router, table === undefined ? [] : [table]);
}

function rulesTable(rows: ReturnType<typeof securityRows>): Table {
  return {
    columns: [
      "Direction",
      "Level",
      "Group",
      "Priority",
      "Name",
      "Access",
      "Protocol",
      "Source",
      "Source Ports",
      "Destination",
      "Destination Ports",
    ],
    rows: rows.map((row) => [
      row.direction,
      row.level,
      row.group,
      `${row.priority}`,
      row.name,
      row.access,
      row.protocol,
      row.sources.join(" "),
      row.sourcePorts.join(" "),
      row.destinations.join(" "),
      row.destinationPorts.join(" "),
    ]),
  };
}

function tagTable(rows: readonly TagRow[]): Table {
  return {
    columns: ["Address Prefix", "Because", "Rules", "From"],
    rows: rows.map(({ addressPrefix, because, rules, from }) => [
      addressPrefix,
      because,
      rules.join(" "),
      fromText(from),
    ]),
  };
}

function fromText({ id, pointer }: From): string {
  return `${id} ${pointer}`.trim();
}
