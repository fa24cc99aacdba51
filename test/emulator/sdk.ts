// @azure/arm-network against an app in this process: no socket, no certificate, no token.
import { NetworkManagementClient } from "@azure/arm-network";
import { ResourceManagementClient } from "@azure/arm-resources";
import {
  createHttpHeaders,
  type HttpClient,
  type PipelineRequest,
} from "@azure/core-rest-pipeline";
import { afterAll, expect } from "vitest";
import type { App, AppSetting } from "../../src/emulator/index.ts";
import { openBareApp } from "./open-app.ts";
import { type Watched, watch } from "./wire/watch.ts";

const watched: Watched = { exchanges: 0, breaches: [] };

// Every exchange of every test is one that Microsoft's client reads as it was meant.
afterAll(() => {
  expect(watched.breaches).toEqual([]);
});

export const subscription = "11111111-1111-1111-1111-111111111111";

/**
 * The same app, with each of its exchanges held against the mappers of Microsoft's client. What is
 * found fails the file's tests.
 */
export function watchApp(app: App): App {
  return { ...app, fetch: watch((request) => app.fetch(request), watched) };
}

/** An app as `openBareApp` opens it, watched. */
export async function openApp(setting: Partial<AppSetting> = {}): Promise<App> {
  return watchApp(await openBareApp(setting));
}

/** The transport of a client: requests go to the app. */
export function transportTo(app: App): HttpClient {
  return {
    sendRequest: async (request) => {
      const response = await app.fetch(toWeb(request));
      const headers = createHttpHeaders();
      for (const [name, value] of response.headers) headers.set(name, value);
      return { request, status: response.status, headers, bodyAsText: await response.text() };
    },
  };
}

function toWeb(request: PipelineRequest): Request {
  const headers = new Headers();
  for (const [name, value] of request.headers) headers.set(name, value);
  const { url, method, body } = request;
  return new Request(url, { method, headers, ...(body ? { body: String(body) } : {}) });
}

/** A client of Microsoft's for the app. */
export function networkClient(app: App): NetworkManagementClient {
  return new NetworkManagementClient(
    { getToken: async () => ({ token: "local", expiresOnTimestamp: Date.now() + 3_600_000 }) },
    subscription,
    { endpoint: "https://127.0.0.1", httpClient: transportTo(app) },
  );
}

/** A client of Microsoft's for groups, resources of any type, and deployments. */
export function resourceClient(app: App): ResourceManagementClient {
  return new ResourceManagementClient(
    { getToken: async () => ({ token: "local", expiresOnTimestamp: Date.now() + 3_600_000 }) },
    subscription,
    { endpoint: "https://127.0.0.1", httpClient: transportTo(app) },
  );
}

/** Makes a resource group. */
export async function createGroup(app: App, name: string, location = "westeurope"): Promise<void> {
  await send(app, "PUT", `/subscriptions/${subscription}/resourcegroups/${name}`, { location });
}

/** One request with a body, as JSON. */
export async function send(
  app: App,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly headers: Headers; readonly body: unknown }> {
  const separator = path.includes("?") ? "&" : "?";
  const url = `https://127.0.0.1${path}${path.includes("api-version=") ? "" : `${separator}api-version=2024-05-01`}`;
  const response = await app.fetch(
    new Request(url, {
      method,
      headers: { "content-type": "application/json", ...headers },
      ...(body === undefined
        ? {}
        : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === "" ? undefined : JSON.parse(text),
  };
}
