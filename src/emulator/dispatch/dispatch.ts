import { invalidResourceType, type Refusal, refuse } from "../../provider/index.ts";
import type { Host } from "../host.ts";
import { finishDue, isDue } from "../operation/finish.ts";
import { isUnknownType } from "../scope/namespaces.ts";
import { refuseSubscription } from "../scope/subscriptions.ts";
import type { Answer } from "../wire/answer.ts";
import type { ArmRequest } from "../wire/arm-request.ts";
import type { Matcher } from "./match.ts";
import type { Found } from "./route.ts";
import { unknownNetworkPath } from "./unknown-path.ts";

/**
 * Answers a request by the first line of the table that fits, on what is committed now: what other
 * servers have done is read before, and operations whose time has come are ended.
 */
export async function dispatch(
  request: ArmRequest,
  match: Matcher,
  host: Host,
): Promise<Answer | Refusal> {
  await host.keeper.catchUp();
  if (isDue(host)) await finishDue(host);
  const { method, segments } = request;
  const found = match(method, segments);
  const refusal = refuseVersion(request) ?? refuseScope(request, host);
  switch (found.kind) {
    case "found":
      return (
        refusal ??
        refuseType(request, found.found, host) ??
        found.route.handler(request, found.found, host)
      );
    case "method":
      return refusal ?? wrongMethod(request, found.methods);
    case "nothing":
      return refusal ?? unknownPath(request);
  }
}

const versioned: ReadonlySet<string> = new Set(["subscriptions", "providers", "tenants"]);
const versionForm = /^\d{4}-\d{2}-\d{2}(?:-[a-z]+)?$/i;

// Any date: clients mix dozens of versions, and bodies are alike in them.
function refuseVersion({ segments, query }: ArmRequest): Refusal | undefined {
  if (!versioned.has(segments[0]?.toLowerCase() ?? "")) return undefined;
  const version = query.get("api-version");
  if (version === undefined || version === "") {
    return refuse(
      400,
      "MissingApiVersionParameter",
      "The api-version query parameter (?api-version=) is required for all requests.",
    );
  }
  if (versionForm.test(version)) return undefined;
  return refuse(
    400,
    "InvalidApiVersionParameter",
    `The api-version '${version}' is invalid. The supported versions are '2025-05-01,2024-05-01' and every ` +
      "other date of the form YYYY-MM-DD, with or without -preview.",
  );
}

function refuseScope({ segments }: ArmRequest, { keeper }: Host): Refusal | undefined {
  const [first = "", id] = segments;
  if (first.toLowerCase() !== "subscriptions" || id === undefined) return undefined;
  return refuseSubscription(id, keeper.estate);
}

// What a snapshot has brought is there, whatever it is called.
function refuseType({ query }: ArmRequest, { id }: Found, { keeper }: Host): Refusal | undefined {
  if (id === undefined || !isUnknownType(id.type) || keeper.estate.find(id.key) !== undefined) {
    return undefined;
  }
  if (keeper.estate.ofType(id.type.toLowerCase()).length > 0) return undefined;
  return invalidResourceType(id.type, query.get("api-version") ?? "");
}

function wrongMethod({ method, path, segments }: ArmRequest, methods: readonly string[]): Answer {
  const headers = { allow: methods.join(", ") };
  if (isOfNetwork(segments)) {
    const message = `The requested resource does not support http method '${method}'.`;
    return { status: 405, body: { Message: message }, headers };
  }
  const message = `The method '${method}' is not allowed for '${path}'.`;
  return { status: 405, body: { error: { code: "MethodNotAllowed", message } }, headers };
}

function unknownPath({ origin, path, segments }: ArmRequest): Answer | Refusal {
  if (isOfNetwork(segments)) return unknownNetworkPath(`${origin}${path}`);
  return refuse(
    404,
    "InvalidRequestUri",
    `No resource was found that matches the request URI '${path}'.`,
  );
}

function isOfNetwork(segments: readonly string[]): boolean {
  const last = segments.findLastIndex((segment) => segment.toLowerCase() === "providers");
  return last >= 0 && segments[last + 1]?.toLowerCase() === "microsoft.network";
}
