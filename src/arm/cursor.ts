import { createDiagnostic, type Diagnostic, type Place } from "../diagnostic/index.ts";
import { formatPrefix, type Ip, type Prefix, parseCidr, parseIp } from "../net/index.ts";
import { placeIn } from "./part.ts";
import { findProperty, peekOwn, peekProperty } from "./property.ts";
import { isJsonObject, type Resource } from "./resource.ts";
import { isUnknown } from "./unknown.ts";

/** Takes a diagnostic. */
export type Report = (diagnostic: Diagnostic) => void;

/** A reference to another resource, by id as it was written. */
export interface Reference {
  readonly id: string;
  readonly place: Place;
}

/** A prefix and the place that wrote it. */
export interface WrittenPrefix {
  readonly prefix: Prefix;
  readonly place: Place;
}

/** An address and the place that wrote it. */
export interface WrittenIp {
  readonly address: Ip;
  readonly place: Place;
}

/**
 * Reads one JSON object of a resource, property by property, and knows where it stands.
 *
 * A property is looked for in `properties` first and beside it second, so that ARM's nesting and
 * the flattened output of `az` read alike; its name is compared without regard to case, because
 * `az` and the SDKs write `enableIpForwarding` for `enableIPForwarding`. A value of the wrong type
 * is reported once, with its pointer, and reads as absent; so is and does one that is marked as
 * unknown.
 * Cost: plain values are read without allocating; places are made only when asked for.
 */
export class Cursor {
  readonly value: unknown;
  readonly #parent: Cursor | undefined;
  readonly #steps: readonly (string | number)[];
  readonly #resource: Resource;
  readonly #report: Report;

  private constructor(
    value: unknown,
    parent: Cursor | undefined,
    steps: readonly (string | number)[],
    resource: Resource,
    report: Report,
  ) {
    this.value = value;
    this.#parent = parent;
    this.#steps = steps;
    this.#resource = resource;
    this.#report = report;
  }

  /** Starts at the top of a resource. */
  static of(resource: Resource, report: Report): Cursor {
    return new Cursor(resource.body, undefined, noSteps, resource, report);
  }

  /** Place of this value. Cost: proportional to its depth. */
  get place(): Place {
    const steps: (string | number)[] = [];
    for (let at: Cursor | undefined = this; at !== undefined; at = at.#parent) {
      steps.unshift(...at.#steps);
    }
    return placeIn(this.#resource, steps);
  }

  /** Whether there is a value that is known; JSON null counts as none. */
  get exists(): boolean {
    return this.value !== undefined && this.value !== null && !isUnknown(this.value);
  }

  /** The property of that name; its `exists` is false when there is none. */
  at(name: string): Cursor {
    const found = findProperty(this.value, name);
    return new Cursor(found?.value, this, found?.steps ?? [name], this.#resource, this.#report);
  }

  /** Place of a property; of this object when it has no such property. */
  placeOf(name: string): Place {
    const found = this.at(name);
    return found.exists ? found.place : this.place;
  }

  /** The elements of an array; empty when absent. */
  list(name: string): readonly Cursor[] {
    if (!isPresent(peekProperty(this.value, name))) return [];
    const array = this.at(name);
    if (!Array.isArray(array.value)) {
      array.complain(name, "a list");
      return [];
    }
    const elements: Cursor[] = [];
    for (const [index, element] of array.value.entries()) {
      const cursor = new Cursor(element, array, [index], this.#resource, this.#report);
      if (isUnknown(element)) cursor.complain(name, "known");
      else elements.push(cursor);
    }
    return elements;
  }

  /** A text; empty text reads as absent. */
  text(name: string): string | undefined {
    const value = peekProperty(this.value, name);
    if (!isPresent(value)) return undefined;
    return typeof value === "string" ? value : this.at(name).complain(name, "a text");
  }

  /** The texts of an array of texts. */
  texts(name: string): readonly string[] {
    return this.list(name).flatMap((element) => element.#asText(name, "a text") ?? []);
  }

  /**
   * A boolean; the texts `true` and `false` in any casing, as some providers write them, are taken
   * too.
   */
  flag(name: string): boolean | undefined {
    const value = peekProperty(this.value, name);
    if (typeof value === "boolean") return value;
    if (!isPresent(value)) return undefined;
    if (typeof value === "string" && /^(true|false)$/i.test(value)) {
      return value.toLowerCase() === "true";
    }
    return this.at(name).complain(name, "true or false");
  }

  /** A number; a text of digits is taken too. */
  number(name: string): number | undefined {
    const value = peekProperty(this.value, name);
    if (!isPresent(value)) return undefined;
    const number = typeof value === "string" ? Number(value) : value;
    if (typeof number === "number" && Number.isFinite(number)) return number;
    return this.at(name).complain(name, "a number");
  }

  /**
   * One of a closed set of texts, compared without regard to case; `undefined` when absent or
   * unknown.
   * Diagnostics: `property-invalid`.
   */
  choice<T>(name: string, choices: Readonly<Record<string, T>>): T | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const wanted = text.toLowerCase();
    const hit = Object.keys(choices).find((choice) => choice.toLowerCase() === wanted);
    if (hit !== undefined) return choices[hit];
    return this.at(name).complain(name, `one of ${Object.keys(choices).join(", ")}`);
  }

  /** A reference `{ "id": ... }`, or the id alone. Its place is made only when asked for. */
  reference(name: string): Reference | undefined {
    return isPresent(peekProperty(this.value, name)) ? this.at(name).asReference(name) : undefined;
  }

  /** The references of an array. */
  references(name: string): readonly Reference[] {
    return this.list(name).flatMap((element) => element.asReference(name) ?? []);
  }

  /** This value as a reference; `name` is for the message. */
  asReference(name: string): Reference | undefined {
    if (isUnknown(this.value)) return this.complain(name, "a reference");
    if (!this.exists) return undefined;
    const id = isJsonObject(this.value) ? peekOwn(this.value, "id") : this.value;
    if (typeof id === "string" && id !== "") return new CursorReference(id, this);
    if (isUnknown(id)) return this.at("id").complain(name, "a reference");
    if (!isPresent(id)) return undefined;
    return this.complain(name, "a reference with an id");
  }

  /** An IP address. Diagnostics: `address-invalid`. */
  ip(name: string): Ip | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    return parseIp(text.trim()) ?? this.at(name).#toIp(text);
  }

  /** The IP addresses of an array of texts. */
  ips(name: string): readonly WrittenIp[] {
    return this.list(name).flatMap((element) => {
      const text = element.#asText(name, "an IP address");
      const address = text === undefined ? undefined : element.#toIp(text);
      return address === undefined ? [] : [{ address, place: element.place }];
    });
  }

  /** A prefix. Diagnostics: `prefix-invalid`, `prefix-host-bits`. */
  prefix(name: string): WrittenPrefix | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : this.at(name).#toPrefix(text);
  }

  /** The prefixes of an array of texts; those that are none are reported and left out. */
  prefixes(name: string): readonly WrittenPrefix[] {
    return this.list(name).flatMap((element) => {
      const text = element.#asText(name, "a prefix");
      return (text === undefined ? undefined : element.#toPrefix(text)) ?? [];
    });
  }

  /**
   * Reports that this value is not what `property` should be, or that it is unknown; gives
   * `undefined`.
   */
  complain(property: string, expected: string): undefined {
    if (isUnknown(this.value)) {
      const parameters = { property, source: this.value.$unknown };
      this.#report(createDiagnostic("value-unknown", this.place, parameters));
      return undefined;
    }
    const found = describe(this.value);
    this.#report(createDiagnostic("property-invalid", this.place, { property, expected, found }));
    return undefined;
  }

  /**
   * Reports that this object lacks a property which it needs, unless that is there and unknown;
   * gives `undefined`.
   */
  lacks(property: string, expected: string): undefined {
    if (isUnknown(this.at(property).value)) return undefined;
    const parameters = { property, expected, found: "nothing" };
    this.#report(createDiagnostic("property-invalid", this.place, parameters));
    return undefined;
  }

  #asText(name: string, expected: string): string | undefined {
    return typeof this.value === "string" ? this.value : this.complain(name, expected);
  }

  #toIp(text: string): Ip | undefined {
    const address = parseIp(text.trim());
    if (address === undefined) {
      this.#report(createDiagnostic("address-invalid", this.place, { text }));
    }
    return address;
  }

  #toPrefix(text: string): WrittenPrefix | undefined {
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
}

const noSteps: readonly string[] = [];

// Most references resolve, and then nobody asks where they stand.
class CursorReference implements Reference {
  readonly id: string;
  readonly #cursor: Cursor;

  constructor(id: string, cursor: Cursor) {
    this.id = id.endsWith("/") ? id.slice(0, -1) : id;
    this.#cursor = cursor;
  }

  get place(): Place {
    return this.#cursor.place;
  }
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (isJsonObject(value)) return "an object";
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
