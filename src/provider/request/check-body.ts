import { type ArmId, isJsonObject, type JsonObject, peekOwn } from "../../arm/index.ts";
import { invalidTag } from "../refusal/arm.ts";
import { type Refusal, refuseByProvider, refuseUnverified } from "../refusal/refusal.ts";

/** What ARM and its network provider look at in a body before anything of it counts. */
export function checkBody(id: ArmId, body: JsonObject): Refusal | undefined {
  return checkName(id) ?? checkSame(id, body) ?? checkTags(peekOwn(body, "tags"));
}

const nameForm = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]{0,78}[\p{L}\p{N}_])?$/u;
// Zones and records are called like the domains that they are.
const freelyNamed = /^microsoft\.network\/(?:dns|privatedns|trafficmanager|frontdoor)/i;

function checkName({ name, type }: ArmId): Refusal | undefined {
  if (!/^microsoft\.network\//i.test(type) || freelyNamed.test(type)) return undefined;
  if (nameForm.test(name)) return undefined;
  return refuseByProvider(
    400,
    "InvalidResourceName",
    `Resource name ${name} is invalid. The name can be up to 80 characters long. It must begin with a ` +
      "word character, and it must end with a word character or with '_'. The name may contain word " +
      "characters or '.', '-', '_'.",
  );
}

function checkSame(id: ArmId, body: JsonObject): Refusal | undefined {
  const [name, written] = [peekOwn(body, "name"), peekOwn(body, "id")];
  if (typeof name === "string" && (name.split("/").at(-1) ?? "") !== "") {
    const last = name.split("/").at(-1) ?? "";
    if (last.toLowerCase() !== id.name.toLowerCase()) {
      return refuseUnverified(
        400,
        "NameMismatch",
        `The body is about '${name}', and the address about '${id.name}'. Leave the name out of the body.`,
      );
    }
  }
  if (typeof written !== "string" || written === "") return undefined;
  return written.toLowerCase().replace(/\/$/, "") === id.key
    ? undefined
    : refuseUnverified(
        400,
        "IdMismatch",
        `The body is about '${written}', and the address about '${id.text}'. Leave the id out of the body.`,
      );
}

// Control characters too.
const reserved = /[<>%&\\?/\p{Cc}]/u;

/** Tags are texts by names without reserved characters. */
export function checkTags(tags: unknown): Refusal | undefined {
  if (tags === undefined || tags === null) return undefined;
  if (!isJsonObject(tags)) return invalidTag("tags", "it is no object");
  for (const [name, value] of Object.entries(tags)) {
    if (reserved.test(name)) {
      return invalidTag(name, "its name has one of the reserved characters '<,>,%,&,\\,?,/'");
    }
    if (value !== null && typeof value === "object")
      return invalidTag(name, "its value is no text");
  }
  return undefined;
}
