import { createDiagnostic, type Diagnostic, type Place, placeBelow } from "../diagnostic/index.ts";
import { formatPrefix, type Ip, type Prefix, parseCidr, parseIp } from "../net/index.ts";
import { isJsonObject, type JsonObject, type Resource } from "./resource.ts";

/** Takes a diagnostic. */
export type Report = (diagnostic: Diagnostic) => void;

/** A reference to another resource, by id as it was written. */
export interface Reference {
  readonly id: string;
  readonly place: Place;
}

/**
 * Reads one JSON object of a resource, property by property, and knows where it stands.
 *
 * A property is looked for in `properties` first and beside it second, so that ARM's nesting and the flattened output of `az`
 * read alike; its name is compared without regard to case, because `az` and the SDKs write `enableIpForwarding` for
 * `enableIPForwarding`. A value of the wrong type is reported once, with its pointer, and reads as absent.
 */
export class Cursor {
  readonly value: unknown;
  readonly #parent: Cursor | undefined;
  readonly #steps: readonly (string | number)[];
  readonly #root: Place;
  readonly #report: Report;

  private constructor(
    value: unknown,
    parent: Cursor | undefined,
    steps: readonly (string | number)[],
    root: Place,
    report: Report,
  ) {
    this.value = value;
    this.#parent = parent;
    this.#steps = steps;
    this.#root = root;
    this.#report = report;
  }

  /** Starts at the top of a resource. */
  static of(resource: Resource, report: Report): Cursor {
    return new Cursor(resource.body, undefined, [], resource.place, report);
  }

  /** Place of this value. Cost: proportional to its depth. */
  get place(): Place {
    const above = this.#parent?.place ?? this.#root;
    return this.#steps.length === 0 ? above : placeBelow(above, ...this.#steps);
  }

  /** Whether there is a value at all; JSON null counts as none. */
  get exists(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  /** The property of that name; its `exists` is false when there is none. */
  at(name: string): Cursor {
    const found = findProperty(this.value, name);
    return new Cursor(found?.value, this, found?.steps ?? [name], this.#root, this.#report);
  }

  /** The elements of an array; empty when absent. */
  list(name: string): readonly Cursor[] {
    const array = this.at(name);
    if (!array.exists) return [];
    if (!Array.isArray(array.value)) {
      array.#complain(name, "a list");
      return [];
    }
    return array.value.map(
      (element, index) => new Cursor(element, array, [index], this.#root, this.#report),
    );
  }

  /** A text; empty text reads as absent. */
  text(name: string): string | undefined {
    const found = this.at(name);
    if (!found.exists || found.value === "") return undefined;
    if (typeof found.value === "string") return found.value;
    return found.#complain(name, "a text");
  }

  /** The texts of an array of texts. */
  texts(name: string): readonly string[] {
    return this.list(name).flatMap((element) => {
      if (typeof element.value === "string") return [element.value];
      element.#complain(name, "a text");
      return [];
    });
  }

  /** A boolean; the texts `true` and `false`, as exports of spreadsheets write them, are taken too. */
  flag(name: string): boolean | undefined {
    const found = this.at(name);
    if (!found.exists) return undefined;
    if (typeof found.value === "boolean") return found.value;
    if (typeof found.value === "string" && /^(true|false)$/i.test(found.value)) {
      return found.value.toLowerCase() === "true";
    }
    return found.#complain(name, "true or false");
  }

  /** A number; a text of digits is taken too. */
  number(name: string): number | undefined {
    const found = this.at(name);
    if (!found.exists || found.value === "") return undefined;
    const number = typeof found.value === "string" ? Number(found.value) : found.value;
    if (typeof number === "number" && Number.isFinite(number)) return number;
    return found.#complain(name, "a number");
  }

  /** A reference `{ "id": ... }`, or the id alone. */
  reference(name: string): Reference | undefined {
    return this.at(name).asReference(name);
  }

  /** The references of an array. */
  references(name: string): readonly Reference[] {
    return this.list(name).flatMap((element) => element.asReference(name) ?? []);
  }

  /** This value as a reference; `name` is for the message. */
  asReference(name: string): Reference | undefined {
    if (!this.exists) return undefined;
    const id = isJsonObject(this.value) ? this.value["id"] : this.value;
    if (typeof id === "string" && id !== "") return { id, place: this.place };
    if (id === undefined || id === null || id === "") return undefined;
    return this.#complain(name, "a reference with an id");
  }

  /** An IP address. Diagnostics: `address-invalid`. */
  ip(name: string): Ip | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : this.at(name).#toIp(text);
  }

  /** The IP addresses of an array of texts. */
  ips(name: string): readonly { readonly address: Ip; readonly place: Place }[] {
    return this.list(name).flatMap((element) => {
      if (typeof element.value !== "string") return element.#complain(name, "an IP address") ?? [];
      const address = element.#toIp(element.value);
      return address === undefined ? [] : [{ address, place: element.place }];
    });
  }

  /** A prefix. Diagnostics: `prefix-invalid`, `prefix-host-bits`. */
  prefix(name: string): { readonly prefix: Prefix; readonly place: Place } | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : this.at(name).#toPrefix(text);
  }

  /** The prefixes of an array of texts; those that are none are reported and left out. */
  prefixes(name: string): readonly { readonly prefix: Prefix; readonly place: Place }[] {
    return this.list(name).flatMap((element) => {
      if (typeof element.value !== "string") return element.#complain(name, "a prefix") ?? [];
      return element.#toPrefix(element.value) ?? [];
    });
  }

  #toIp(text: string): Ip | undefined {
    const address = parseIp(text.trim());
    if (address === undefined) {
      this.#report(createDiagnostic("address-invalid", this.place, { text }));
    }
    return address;
  }

  #toPrefix(text: string): { readonly prefix: Prefix; readonly place: Place } | undefined {
    const result = parseCidr(text.trim());
    switch (result.kind) {
      case "prefix":
        return { prefix: result.prefix, place: this.place };
      case "hostBits": {
        const meant = formatPrefix(result.prefix);
        this.#report(createDiagnostic("prefix-host-bits", this.place, { text, meant }));
        return undefined;
      }
      case "malformed": {
        const { reason } = result;
        this.#report(createDiagnostic("prefix-invalid", this.place, { text, reason }));
        return undefined;
      }
    }
  }

  #complain(property: string, expected: string): undefined {
    const found = describe(this.value);
    this.#report(createDiagnostic("property-invalid", this.place, { property, expected, found }));
    return undefined;
  }
}

interface Found {
  readonly value: unknown;
  readonly steps: readonly string[];
}

function findProperty(holder: unknown, name: string): Found | undefined {
  if (!isJsonObject(holder)) return undefined;
  const inner = holder["properties"];
  if (isJsonObject(inner)) {
    const found = findName(inner, name);
    if (found !== undefined) return { value: inner[found], steps: ["properties", found] };
  }
  const found = findName(holder, name);
  return found === undefined ? undefined : { value: holder[found], steps: [found] };
}

// The exact name nearly always hits; the scan is for the casings of other clients.
function findName(object: JsonObject, name: string): string | undefined {
  if (Object.hasOwn(object, name)) return name;
  const wanted = name.toLowerCase();
  return Object.keys(object).find((key) => key.toLowerCase() === wanted);
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (isJsonObject(value)) return "an object";
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
