import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { downloadServiceTags } from "./service-tag-download.ts";
import { ServiceTagError } from "./service-tag-error.ts";

const json = '{"changeNumber":1,"values":[]}';
const fileName = "ServiceTags_Public_20261116.json";

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const answers: Readonly<Record<string, Answer>> = {
  [`/files/${fileName}`]: (response) => {
    response.setHeader("last-modified", "Mon, 16 Nov 2026 08:00:00 GMT");
    response.end(json);
  },
  "/moved": (response) => response.writeHead(302, { location: `/files/${fileName}` }).end(),
  "/circle": (response) => response.writeHead(302, { location: "/circle" }).end(),
  "/outside": (response) => response.writeHead(302, { location: "http://example.com/x" }).end(),
  "/page": (response) =>
    response.end(`<!doctype html><a href="/files/${fileName}?a=1&amp;b=2">download</a>`),
  "/other-page": (response) => response.end("<html>nothing here</html>"),
  "/large": (response) => response.end("x".repeat(5000)),
  "/silent": () => undefined,
  "/cut": (response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("half");
    setTimeout(() => response.destroy(), 20);
  },
};

let server: Server;
let base: string;
let requestCount = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    requestCount += 1;
    const path = new URL(request.url ?? "/", "http://x").pathname;
    const answer = answers[path];
    if (answer === undefined) response.writeHead(404).end();
    else answer(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function errorOf(promise: Promise<unknown>): Promise<ServiceTagError> {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(ServiceTagError);
  return error as ServiceTagError;
}

test.each([`/files/${fileName}`, "/moved", "/page"])("%s leads to the file", async (path) => {
  const content = await downloadServiceTags(base + path);
  expect(new TextDecoder().decode(content.bytes)).toBe(json);
  expect(content.name).toBe(fileName);
  expect(content.modified.toISOString()).toBe("2026-11-16T08:00:00.000Z");
  expect(content.source).toContain(`${base}/files/${fileName}`);
});

// Each row: a path of the server, and what is said.
const failures = [
  ["/none", "/none answered 404 Not Found"],
  ["/circle", "/circle redirects more than 5 times"],
  ["/outside", "http://example.com/x is refused: only https is fetched"],
  ["/other-page", "is a web page without a link to a ServiceTags_*.json file"],
  ["/large", "is larger than 4000 bytes"],
  ["/silent", "/silent: no answer within 0.3 s"],
  ["/cut", "cannot fetch"],
] as const;

test.each(failures)("%s is an error", async (path, message) => {
  const limits = { timeoutMs: 300, maxBytes: 4000 };
  const error = await errorOf(downloadServiceTags(base + path, limits));
  expect(error.message).toContain(message);
  expect(error.remedy).toContain("id=56519");
});

test("a circle is followed six times and no further", async () => {
  const before = requestCount;
  await errorOf(downloadServiceTags(`${base}/circle`));
  expect(requestCount - before).toBe(6);
});

test.each(["ftp://example.com/x", "http://example.com/x", "file:///etc/passwd", "example.com"])(
  "%s is refused without asking anybody",
  async (url) => {
    expect((await errorOf(downloadServiceTags(url))).message).toMatch(/is refused|is not a URL/);
  },
);

test("without a network the way by hand is told", async () => {
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  const error = await errorOf(downloadServiceTags(`http://127.0.0.1:${port}/x`));
  expect(error.message).toContain("ECONNREFUSED");
  expect(error.remedy).toContain("trueroute tags update --file PATH");
});
