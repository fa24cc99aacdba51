import type { Step } from "./traversal.ts";

/** What an attribute holds, told by its name. */
export type ValueKind = "id" | "name" | "address" | "prefix" | "location" | "other";

/** What is known about the value that an attribute should have. */
export interface Want {
  /** Name of the attribute; `subnet_id` for the `id` of a block `subnet`. */
  readonly attribute: string;
  readonly kind: ValueKind;
  /** What the value belongs to: `subnet` of `subnet_id`; empty where the name does not tell. */
  readonly stem: string;
}

/** Reads the wish off the last names of a path. */
export function wantAt(path: readonly Step[]): Want {
  const names = path.flatMap((step) => ("name" in step ? [step.name] : []));
  const last = names.at(-1) ?? "";
  const holder = names.at(-2);
  const attribute = last === "id" && holder !== undefined ? `${holder}_id` : last;
  const kind = kindOf(attribute);
  return { attribute, kind, stem: stemOf(attribute, kind) };
}

/** Tells the kind of an attribute by the last words of its name. */
export function kindOf(attribute: string): ValueKind {
  if (/(^|_)ids?$/.test(attribute)) return "id";
  if (/(^|_)names?$/.test(attribute)) return "name";
  if (/(^|_)location$/.test(attribute)) return "location";
  if (/address_(prefix(es)?|space)$|(^|_)(cidrs?|prefix(es)?)$/.test(attribute)) return "prefix";
  if (/(^|_)(ip|address(es)?|ips|dns_servers)$/.test(attribute)) return "address";
  return "other";
}

const listName =
  /(ids|names|addresses|prefixes|ips|ip_groups|servers|records|cidrs|fqdns|ip_rules|address_space)$/;

/** Whether an attribute of that name holds a list. */
export function isListName(attribute: string): boolean {
  return listName.test(attribute);
}

/** Whether a value of one kind can be what an attribute of the other is set to. */
export function fits(found: ValueKind, wanted: ValueKind): boolean {
  if (wanted === "other" || found === wanted) return true;
  // An address is a prefix of full length; what an attribute of no known kind holds is not known.
  return found === "other" || (wanted === "prefix" && found === "address");
}

/** Whether a resource of a type is what the stem names: `remote_virtual_network`, `lb_rule`. */
export function isOfStem(type: string, stem: string): boolean {
  if (stem === "") return false;
  const own = type.slice(type.indexOf("_") + 1);
  return own === stem || stem.endsWith(`_${own}`) || own.endsWith(`_${stem}`);
}

// Words of attributes for what types call otherwise, at the end of a stem.
const aliases: ReadonlyMap<string, string> = new Map([
  ["public_ip_address", "public_ip"],
  ["loadbalancer", "lb"],
  ["load_balancer", "lb"],
  ["load_balancer_backend_address_pool", "lb_backend_address_pool"],
  ["load_balancer_inbound_nat_rule", "lb_nat_rule"],
  ["load_balancer_inbound_nat_pool", "lb_nat_pool"],
  ["virtual_network_subnet", "subnet"],
  ["remote_vnet", "virtual_network"],
  ["vnet", "virtual_network"],
  ["nsg", "network_security_group"],
  ["service_endpoint_policy", "subnet_service_endpoint_storage_policy"],
]);

// Words that say what a resource is to another one, and are in no name of a type.
const role =
  /^(associated|propagated|remote|peer|default|inbound|outbound|source|destination|target|linked)_/;

function stemOf(attribute: string, kind: ValueKind): string {
  if (kind !== "id" && kind !== "name") return "";
  const stem = attribute.replace(/_?(id|name)s?$/, "").replace(role, "");
  for (const [word, meant] of aliases) {
    if (stem === word || stem.endsWith(`_${word}`)) return meant;
  }
  return stem;
}
