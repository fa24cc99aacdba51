// Asks one question of an estate that a test writes, as the control plane does.
import { isJsonObject, type JsonObject } from "../../src/arm/index.ts";
import { compileSnapshot } from "../../src/compile/index.ts";
import type { Model } from "../../src/model/index.ts";
import type { Answer, Asked, Outcome } from "../../src/report/answers/index.ts";
import { Router } from "../../src/route/index.ts";
import { parseServiceTags, type ServiceTagIndex } from "../../src/servicetag/index.ts";
import { Walker } from "../../src/walk/index.ts";
import { idOf } from "../resources.ts";
import { snapshotOf } from "../snapshot-of.ts";

/** What may be said beside the estate. */
export interface AskOptions {
  readonly isStrict?: boolean;
  readonly tags?: Readonly<Record<string, readonly string[]>>;
}

/** An estate that questions are asked of. */
export interface AskedEstate extends Asked {
  readonly model: Model;
}

/** Compiles resources; bodies are the resources themselves, GUIDs count from 1. */
export function estateOf(
  resources: readonly object[],
  { isStrict = false, tags }: AskOptions = {},
): AskedEstate {
  const serviceTags = tags === undefined ? undefined : indexOf(tags);
  const { model } = compileSnapshot(
    snapshotOf(resources),
    serviceTags === undefined ? {} : { serviceTags },
  );
  const bodies = new Map(
    resources.flatMap((one) => (isJsonObject(one) ? [[`${one["id"]}`.toLowerCase(), one]] : [])),
  );
  let count = 0;
  return {
    model,
    walker: new Walker(new Router(model)),
    serviceTags,
    isStrict,
    bodyOf: (id): JsonObject | undefined => bodies.get(id.toLowerCase()),
    newId: () => {
      count += 1;
      return `00000000-0000-0000-0000-${String(count).padStart(12, "0")}`;
    },
    now: () => "2026-01-02T03:04:05.0000000Z",
  };
}

function indexOf(tags: Readonly<Record<string, readonly string[]>>): ServiceTagIndex {
  const values = Object.entries(tags).map(([name, addressPrefixes]) => ({
    name,
    id: name,
    properties: {
      changeNumber: 3,
      region: name.split(".")[1]?.toLowerCase() ?? "",
      platform: "Azure",
      systemService: `Azure${name.split(".")[0]}`,
      addressPrefixes,
      networkFeatures: ["API", "NSG"],
    },
  }));
  return parseServiceTags({ changeNumber: 160, cloud: "Public", values }).index!;
}

/** Asks; `target` is a path such as `networkInterfaces/nic`, or a whole id. */
export function ask<Body>(
  answer: Answer<Body>,
  estate: Asked,
  target: string,
  { body, query = {} }: { readonly body?: unknown; readonly query?: Record<string, string> } = {},
): Outcome<Body> {
  const parameter = (name: string): string | undefined =>
    Object.entries(query).find(([one]) => one.toLowerCase() === name.toLowerCase())?.[1];
  return answer(estate, {
    target: target.startsWith("/") ? target : idOf(target),
    body,
    parameter,
  });
}

/** The body of an answer; throws the message of a refusal. */
export function bodyOf<Body>(outcome: Outcome<Body>): Body {
  if (outcome.kind === "refused") throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome.body;
}

/** A refusal in one line: `400 BadRequest (ours): message`; what was answered instead, as JSON. */
export function refusalOf(outcome: Outcome<unknown>): string {
  if (outcome.kind === "answered") return JSON.stringify(outcome.body);
  const { status, code, message, isVerified } = outcome;
  return `${status} ${code}${isVerified ? "" : " (ours)"}: ${message}`;
}
