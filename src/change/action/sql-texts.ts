import { type Resource, typeKeys } from "../../arm/index.ts";
import { type Command, command, type Option } from "../azure-cli/command.ts";
import { textAt } from "../estate/body.ts";
import type { Estate } from "../estate/estate.ts";
import { findResource } from "../estate/family.ts";
import { idOfText } from "../id.ts";
import { type Telling, writtenId } from "../telling.ts";
import type { Block, Body } from "../terraform/block.ts";
import { nameOfAddress } from "../terraform/format-block.ts";

/** Whether a service is a SQL server, whose rules are resources of their own. */
export function isSqlServer({ before, after }: Telling, service: string): boolean {
  const found = findResource(before, service) ?? findResource(after, service);
  return found?.typeKey === typeKeys.sqlServer;
}

/** Rules that are there after all changes, and not before. */
export function madeRules(
  { before, after }: Telling,
  find: (estate: Estate) => readonly Resource[],
): readonly Resource[] {
  const known = new Set(find(before).map(({ id }) => id.key));
  return find(after).filter(({ id }) => !known.has(id.key));
}

/** A command about a rule of a SQL server: `vnet-rule create`. */
export function sqlCommand(verb: string, { id }: Resource, ...options: readonly Option[]): Command {
  const server = idOfText(id.parent ?? "").name;
  return command(`sql server ${verb}`, id, ["--server", server], ["--name", id.name], ...options);
}

/** A new rule of a SQL server in a configuration. */
export function sqlRuleBlock({ addresses }: Telling, { id }: Resource, body: Body): Block {
  const { type, label } = addresses.of(id.text);
  const server = id.parent ?? "";
  const home = [
    { name: "name", value: id.name },
    { name: "server_id", value: addresses.refer(server, "id", server) },
  ];
  return { kind: "new", type, label, body: [...home, ...body] };
}

/** A rule of a SQL server that goes from a configuration. */
export function goneRuleBlock({ addresses }: Telling, { id }: Resource): Block {
  return { kind: "delete", what: nameOfAddress(addresses.of(id.text)) };
}

/** The first and the last address of a rule for addresses. */
export function rangeOfRule({ body }: Resource): { readonly start: string; readonly end: string } {
  return { start: textAt(body, "startIpAddress") ?? "", end: textAt(body, "endIpAddress") ?? "" };
}

/** A subnet that a rule names: its id, and how a configuration refers to it. */
export function subnetAttribute(telling: Telling, subnet: string): Body {
  const id = writtenId(telling, subnet).text;
  return [{ name: "subnet_id", value: telling.addresses.refer(id, "id", id) }];
}
