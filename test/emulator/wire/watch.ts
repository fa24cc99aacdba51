import { listOperations, type Operation } from "./operations.ts";
import { type Violation, validate } from "./validate.ts";

/** An exchange that Microsoft's client would not read as it was meant. */
export interface Breach extends Violation {
  readonly exchange: string;
}

/** How much was looked at, so that a watch that saw nothing cannot pass for a good one. */
export interface Watched {
  exchanges: number;
  readonly breaches: Breach[];
}

type Fetch = (request: Request) => Promise<Response>;

let operations: readonly Operation[] | undefined;

/** Wraps a server so that each exchange of Microsoft.Network is held against the client's mappers. */
export function watch(fetch: Fetch, watched: Watched): Fetch {
  return async (request) => {
    const sent = request.method === "GET" ? undefined : await request.clone().text();
    const response = await fetch(request);
    const path = new URL(request.url).pathname;
    const operation = find(request.method, path);
    if (operation === undefined || response.status >= 400) return response;
    watched.exchanges += 1;
    const body = await response.clone().text();
    const answer = operation.responses[String(response.status)] ?? operation.responses["200"];
    const report = (violations: readonly Violation[], side: string): void => {
      for (const violation of violations) {
        watched.breaches.push({ ...violation, exchange: `${side} of ${request.method} ${path}` });
      }
    };
    if (operation.requestBody !== undefined && sent !== undefined && sent !== "") {
      report(validate(operation.requestBody, JSON.parse(sent), "request"), "request");
    }
    if (answer?.bodyMapper !== undefined && body !== "" && body !== "null") {
      report(validate(answer.bodyMapper, JSON.parse(body), "response"), "response");
    }
    return response;
  };
}

function find(method: string, path: string): Operation | undefined {
  operations ??= listOperations();
  return operations.find((one) => one.method === method && one.pattern.test(path));
}
