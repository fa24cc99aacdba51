import { isJsonObject, type JsonObject, peekOwn } from "../../arm/index.ts";
import type { Kind } from "../kind/kind.ts";
import { invalidName, unreadable } from "../refusal/form.ts";
import type { Refusal, RefusalDetail } from "../refusal/refusal.ts";
import { nameOf } from "../shape/elements.ts";
import { findMisfits } from "../shape/misfits.ts";

/**
 * Whether a body can be read at all: each property that is known has JSON of its form, and whatever
 * has a name has one that Azure takes.
 *
 * @param kindOf gives the kind of an embedded child
 */
export function checkForm(
  kind: Kind,
  body: JsonObject,
  kindOf: (typeKey: string) => Kind,
): Refusal | undefined {
  const misfits = [...misfitsOf(kind, body, ""), ...childMisfits(kind, body, kindOf)];
  if (misfits.length > 0) return unreadable(misfits);
  for (const name of childNames(kind, body)) {
    if (!isName(name)) return invalidName(name);
  }
  return undefined;
}

function misfitsOf(kind: Kind, body: JsonObject, at: string): readonly RefusalDetail[] {
  return findMisfits(body, { properties: kind.properties, beside: kind.top }, at);
}

function childMisfits(
  kind: Kind,
  body: JsonObject,
  kindOf: (typeKey: string) => Kind,
): readonly RefusalDetail[] {
  return kind.children.flatMap(({ property, typeKey }) => {
    const wanted = listAt(body, property);
    if (wanted === undefined || wanted === null) return [];
    const at = `properties.${property}`;
    if (!Array.isArray(wanted)) {
      return [
        {
          code: "InvalidJson",
          message: `Error converting value: it has to be a list. Path '${at}'.`,
        },
      ];
    }
    return wanted.flatMap((one: unknown, index) => {
      const here = `${at}[${index}]`;
      if (isJsonObject(one)) return misfitsOf(kindOf(typeKey), one, here);
      return [
        {
          code: "InvalidJson",
          message: `Error converting value: it has to be an object. Path '${here}'.`,
        },
      ];
    });
  });
}

function childNames(kind: Kind, body: JsonObject): readonly string[] {
  const lists = kind.children
    .filter(({ isOnlyShown }) => !isOnlyShown)
    .map(({ property }) => property);
  for (const { name, shape } of kind.properties) {
    if (shape?.kind === "list" && shape.of?.kind === "element") lists.push(name);
  }
  return lists.flatMap((name) => {
    const list = listAt(body, name);
    return Array.isArray(list) ? list.filter((one) => isJsonObject(one)).map(nameOf) : [];
  });
}

function listAt(body: JsonObject, name: string): unknown {
  const properties = peekOwn(body, "properties");
  return isJsonObject(properties) ? peekOwn(properties, name) : undefined;
}

// Word characters, dots and hyphens, up to 80 of them, beginning and ending with a word character.
function isName(name: string): boolean {
  return name.length <= 80 && /^\w(?:[\w.-]*\w)?$/.test(name);
}
