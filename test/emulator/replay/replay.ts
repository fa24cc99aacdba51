import { isDeepStrictEqual } from "node:util";
import { isJsonObject } from "../../../src/arm/index.ts";
import type { App } from "../../../src/emulator/index.ts";
import { compareBodies, type Difference } from "./compare.ts";
import { mask } from "./mask.ts";
import { type Interaction, isPoll, pathOf, type Recording } from "./recording.ts";

/** What one exchange came to here. */
export interface Replayed {
  readonly interaction: Interaction;
  readonly status: number;
  readonly body: unknown;
  readonly differences: readonly Difference[];
}

const compared: readonly string[] = [
  "azure-asyncoperation",
  "azure-asyncnotification",
  "location",
  "etag",
];

/**
 * Sends the requests of a recording one after the other and compares what comes back: status, kinds
 * of headers, keys and values of bodies. Addresses of operations are those that this server gave.
 */
export async function replay(app: App, recording: Recording): Promise<readonly Replayed[]> {
  const addresses = new Map<string, string>();
  const results: Replayed[] = [];
  let ended: string | undefined;
  for (const interaction of recording.interactions) {
    // Here an operation has ended when somebody asks: further questions have the same answer.
    if (isPoll(interaction) && ended === addressKey(interaction.url)) continue;
    const path = isPoll(interaction) ? addresses.get(addressKey(interaction.url)) : interaction.url;
    if (path === undefined) continue;
    const response = await app.fetch(toRequest(interaction, path));
    const text = await response.text();
    const body: unknown = text === "" ? undefined : JSON.parse(text);
    remember(addresses, interaction, response.headers);
    const differences = compareAll(interaction, response, body);
    if (isPoll(interaction)) ended = addressKey(interaction.url);
    results.push({ interaction, status: response.status, body, differences });
  }
  return results;
}

function toRequest({ method, requestBody }: Interaction, path: string): Request {
  const isText = typeof requestBody === "string";
  return new Request(`https://127.0.0.1${path}`, {
    method,
    headers: { "content-type": "application/json" },
    ...(requestBody === undefined || requestBody === null || method === "GET" || method === "HEAD"
      ? {}
      : { body: isText ? requestBody : JSON.stringify(requestBody) }),
  });
}

function addressKey(url: string): string {
  return (url.replace(/^https:\/\/[^/]*/, "").split("?")[0] ?? "").toLowerCase();
}

function remember(addresses: Map<string, string>, { headers }: Interaction, ours: Headers): void {
  for (const name of ["azure-asyncoperation", "location"]) {
    const recorded = headers[name];
    const given = ours.get(name);
    if (recorded !== undefined && given !== null) {
      addresses.set(addressKey(recorded), given.replace(/^https:\/\/[^/]*/, ""));
    }
  }
}

function compareAll(
  interaction: Interaction,
  response: Response,
  body: unknown,
): readonly Difference[] {
  if (isPoll(interaction) && isUnderWay(interaction)) return [];
  const differences: Difference[] = [];
  if (response.status !== interaction.status) {
    differences.push({
      at: "status",
      recorded: interaction.status,
      ours: `${response.status} ${JSON.stringify(body)?.slice(0, 300) ?? ""}`,
    });
    return differences;
  }
  for (const name of compared) {
    const [recorded, ours] = [interaction.headers[name] !== undefined, response.headers.has(name)];
    if (recorded !== ours) differences.push({ at: `header ${name}`, recorded, ours });
  }
  const [was, is] = [maskBody(interaction.responseBody), maskBody(body)];
  return isDeepStrictEqual(was, is) ? differences : [...differences, ...compareBodies(was, is)];
}

// Recorders drop the difference between no body and `null`.
function maskBody(body: unknown): unknown {
  return body === null ? undefined : mask(body);
}

function isUnderWay({ status, responseBody }: Interaction): boolean {
  if (status === 202) return true;
  const said = isJsonObject(responseBody) ? responseBody["status"] : undefined;
  return said === "InProgress" || said === "Running" || said === "Accepted";
}

/** One line a difference. */
export function formatDifference({ interaction }: Replayed, difference: Difference): string {
  const { at, recorded, ours } = difference;
  const show = (value: unknown): string => JSON.stringify(value)?.slice(0, 240) ?? "absent";
  const what = `${interaction.method} ${pathOf(interaction).split("/").slice(5).join("/")}`;
  return `#${interaction.index} ${what} ${at}: recorded ${show(recorded)}, here ${show(ours)}`;
}
