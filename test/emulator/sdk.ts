// @azure/arm-network against an app in this process: no socket, no certificate, no token.
import { NetworkManagementClient } from "@azure/arm-network";
import {
  createHttpHeaders,
  type HttpClient,
  type PipelineRequest,
} from "@azure/core-rest-pipeline";
import { type App, type AppSetting, createApp } from "../../src/emulator/index.ts";
import { createMemoryStore } from "../../src/store/index.ts";

export const subscription = "11111111-1111-1111-1111-111111111111";

/** An app over an empty memory store. Guids count up, so that answers are the same in each run. */
export function openApp(setting: Partial<AppSetting> = {}): Promise<App> {
  let count = 0;
  return createApp({
    store: createMemoryStore(),
    clock: { now: () => Date.UTC(2026, 10, 21) },
    chance: {
      guid: () => {
        count += 1;
        return `00000000-0000-4000-8000-${count.toString(16).padStart(12, "0")}`;
      },
    },
    reportBug: (error) => {
      throw error;
    },
    ...setting,
  });
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
