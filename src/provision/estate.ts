import { type Resource, typeKeys } from "../arm/index.ts";
import { type Family, formatIp } from "../net/index.ts";
import { AddressBook } from "./address-book.ts";
import { idAt, keyOfId, listAt } from "./body.ts";
import { addressesOf, subnetsOf } from "./taken-address.ts";

/** A private address that was given as Azure gives it. */
export interface AssignedAddress {
  /** Id of the resource that has it. */
  readonly resource: string;
  /** Id of the subnet. */
  readonly subnet: string;
  readonly address: string;
}

/** Who asks for an address. */
export interface Asker {
  readonly resource: string;
  readonly subnet: string;
  readonly family: Family;
}

/** What exists, while resources are put into it. */
export class Estate {
  readonly #resources = new Map<string, Resource>();
  readonly #planned: readonly Resource[];
  #plannedKeys: ReadonlySet<string> | undefined;
  /** Keys put since somebody last asked for one: most estates are put without such a question. */
  readonly #putLately: string[] = [];
  readonly #put = new Set<string>();
  readonly #children = new Map<string, Set<string>>();
  readonly #gateways = new Map<string, Set<string>>();
  readonly assigned: AssignedAddress[] = [];
  #addresses: AddressBook | undefined;

  constructor(existing: Iterable<Resource>, planned: Iterable<Resource>) {
    for (const resource of existing) this.#index(resource);
    this.#planned = [...planned];
  }

  /** The resource of that key. */
  find(key: string): Resource | undefined {
    return this.#resources.get(key);
  }

  /** Whether somebody has put the resource, or is going to. */
  isAskedFor(key: string): boolean {
    this.#plannedKeys ??= new Set(this.#planned.map(({ id }) => id.key));
    return this.#plannedKeys.has(key) || this.wasPut(key);
  }

  /** Whether somebody has put the resource. */
  wasPut(key: string): boolean {
    for (const lately of this.#putLately.splice(0)) this.#put.add(lately);
    return this.#put.has(key);
  }

  /** Notes that somebody puts the resource. */
  notePut(key: string): void {
    this.#putLately.push(key);
  }

  /** Keys of the resources that stand alone and belong to a parent. */
  childrenOf(parent: string): ReadonlySet<string> {
    return this.#children.get(parent) ?? nobody;
  }

  /** Keys of the gateways in a subnet. */
  gatewaysIn(subnet: string): ReadonlySet<string> {
    return this.#gateways.get(subnet) ?? nobody;
  }

  /** Takes in a resource, in place of the one with its id. */
  store(resource: Resource): void {
    const before = this.#resources.get(resource.id.key);
    this.#index(resource);
    const book = this.#addresses;
    if (book === undefined) return;
    if (before !== undefined) {
      for (const { subnet, address } of addressesOf(before)) book.release(subnet, address);
    }
    enter(book, resource);
  }

  /** Takes a resource out. */
  remove(key: string): void {
    const resource = this.#resources.get(key);
    this.#resources.delete(key);
    const parent = resource?.id.parent;
    if (parent !== undefined) this.#children.get(keyOfId(parent))?.delete(key);
  }

  /** Notes the addresses that a resource asks for by itself, before it is given others. */
  reserve(resource: Resource): void {
    const book = this.#book();
    for (const { subnet, address } of addressesOf(resource)) book.note(subnet, address);
  }

  /**
   * Gives the next private address of a subnet, or says why there is none.
   *
   * @param from which end of the subnet Azure gives it from
   */
  assign(
    { resource, subnet, family }: Asker,
    from: "first" | "last" = "first",
  ): string | NoAddress {
    const book = this.#book();
    const key = keyOfId(subnet);
    const result = from === "first" ? book.take(key, family) : book.takeLast(key, family);
    if (result.kind === "address") {
      const address = formatIp(result.address);
      this.assigned.push({ resource, subnet, address });
      return address;
    }
    const name = subnet.split("/").at(-1) ?? subnet;
    return result.kind === "full"
      ? { reason: `subnet ${name} has no free address` }
      : { reason: `nobody says which IPv${family} prefix subnet ${name} has` };
  }

  #index(resource: Resource): void {
    const { id, typeKey, body } = resource;
    this.#resources.set(id.key, resource);
    if (id.parent !== undefined) addTo(this.#children, keyOfId(id.parent), id.key);
    if (typeKey !== typeKeys.gateway) return;
    for (const configuration of listAt(body, "ipConfigurations")) {
      const subnet = idAt(configuration, "subnet");
      if (subnet !== undefined) addTo(this.#gateways, keyOfId(subnet), id.key);
    }
  }

  // Most estates are put without a question for an address, so the book is made for the first one.
  #book(): AddressBook {
    if (this.#addresses !== undefined) return this.#addresses;
    const book = new AddressBook();
    // What exists comes last, so that it decides about the prefixes of a subnet.
    for (const resources of [this.#planned, this.#resources.values()]) {
      for (const resource of resources) enter(book, resource);
    }
    this.#addresses = book;
    return book;
  }
}

/** Why no address was given. */
export interface NoAddress {
  readonly reason: string;
}

function enter(book: AddressBook, resource: Resource): void {
  const subnets = subnetsOf(resource);
  const addresses = addressesOf(resource);
  // Most resources have neither, and even an empty loop makes an iterator.
  if (subnets.length > 0) {
    for (const { subnet, prefixes } of subnets) book.define(subnet, prefixes);
  }
  if (addresses.length > 0) {
    for (const { subnet, address } of addresses) book.note(subnet, address);
  }
}

const nobody: ReadonlySet<string> = new Set();

function addTo(groups: Map<string, Set<string>>, key: string, member: string): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, new Set([member]));
  else group.add(member);
}
