// What a client gets that does something odd, and how a server ends. Raw sockets where a client library
// would be too well-behaved.
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import type { RequestEntry } from "./request-log.ts";
import { type RunningServer, type ServerSetting, startServer } from "./start-server.ts";

const running: RunningServer[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

interface Started extends RunningServer {
  readonly entries: readonly RequestEntry[];
  readonly failures: readonly unknown[];
}

/** Tells what arrived. */
async function echo(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  if (pathname === "/fails") throw new Error("a wrong turn");
  if (pathname === "/slow") await sleep(300);
  return Response.json({ method: request.method, pathname, search, body: await request.text() });
}

async function start(setting: Partial<ServerSetting> = {}): Promise<Started> {
  const entries: RequestEntry[] = [];
  const failures: unknown[] = [];
  const server = await startServer({
    fetch: echo,
    host: "127.0.0.1",
    port: 0,
    now: Date.now,
    log: (entry) => entries.push(entry),
    onFailure: (error) => failures.push(error),
    ...setting,
  });
  running.push(server);
  return { ...server, entries, failures };
}

/** Sends a text and gives all that comes until the server ends the connection. */
function send({ port }: RunningServer, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" }, () => socket.write(text));
    let received = "";
    socket.on("data", (more) => {
      received += more;
    });
    socket.on("close", () => resolve(received));
    socket.on("error", (error) => {
      received += String(error);
    });
  });
}

const ended = "Connection: close\r\n";

function get(path: string, headers = "Host: localhost\r\n"): string {
  return `GET ${path} HTTP/1.1\r\n${headers}${ended}\r\n`;
}

/** Status of an answer, and the code of an error in Azure's shape. */
function told(answer: string): string {
  const [, status = "no answer"] = /^HTTP\/1\.1 (\d+)/.exec(answer) ?? [];
  const [, body = "{}"] = /\r\n\r\n(\{.*\})$/s.exec(answer) ?? [];
  const { error }: { readonly error?: { readonly code: string } } = JSON.parse(body);
  return error === undefined ? status : `${status} ${error.code}`;
}

// Each row: what is odd, what is sent, and the answer: status and code in Azure's shape.
const odd: readonly (readonly [string, string, string])[] = [
  ["nothing", get("/a"), "200"],
  ["a path of 10 kB", get(`/${"x".repeat(10_000)}`), "414 RequestUriTooLong"],
  ["a path of 8 kB", get(`/${"x".repeat(8_000)}`), "200"],
  ["a path of 100 kB", get(`/${"x".repeat(100_000)}`), "431 RequestHeaderFieldsTooLarge"],
  [
    "a header of 100 kB",
    get("/", `Host: localhost\r\nA: ${"x".repeat(100_000)}\r\n`),
    "431 RequestHeaderFieldsTooLarge",
  ],
  ["headers of 40 kB", get("/", `Host: localhost\r\nA: ${"x".repeat(40_000)}\r\n`), "200"],
  ["no HTTP", "HELLO\r\n\r\n", "400 BadRequest"],
  ["a letter in a path", get("/\u00e9"), "400 BadRequest"],
  ["a control character in a path", get("/\u0001"), "400 BadRequest"],
  ["a backslash in a path", get("/a\\b"), "400 BadRequest"],
  ["a broken escape in a path", get("/%zz"), "200"],
  ["dots in a path", get("/../../etc/passwd"), "200"],
  ["no Host", get("/", ""), "421 MisdirectedRequest"],
  ["two Hosts", get("/", "Host: localhost\r\nHost: evil.example\r\n"), "400 BadRequest"],
  ["the Host of another", get("/", "Host: evil.example\r\n"), "421 MisdirectedRequest"],
  [
    "the Host of another, with our name in it",
    get("/", "Host: localhost.evil.example\r\n"),
    "421 MisdirectedRequest",
  ],
  ["an address of another", get("/", "Host: 10.0.0.4\r\n"), "421 MisdirectedRequest"],
  ["a Host that is none", get("/", "Host: a b\r\n"), "421 MisdirectedRequest"],
  ["another port, as through a tunnel", get("/", "Host: 127.0.0.1:9999\r\n"), "200"],
  ["IPv6 loopback", get("/", "Host: [::1]:7443\r\n"), "200"],
  ["a whole URL as target", get("http://localhost/a"), "200"],
  ["a whole URL of another as target", get("http://evil.example/a"), "421 MisdirectedRequest"],
  [
    "a page of another origin",
    get("/", "Host: localhost\r\nOrigin: https://evil.example\r\n"),
    "403 ForeignOrigin",
  ],
  ["a page without origin", get("/", "Host: localhost\r\nOrigin: null\r\n"), "403 ForeignOrigin"],
  ["a page of its own", get("/", "Host: localhost:1\r\nOrigin: https://localhost:1\r\n"), "200"],
  ["what fails", get("/fails"), "500 InternalServerError"],
  [
    "both lengths",
    `PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    "400 BadRequest",
  ],
  [
    "a length that is none",
    `PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n`,
    "400 BadRequest",
  ],
  [
    "a length beyond the limit",
    `PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4194305\r\n\r\n`,
    "413 RequestContentTooLarge",
  ],
  [
    "a length beyond numbers",
    `PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999999\r\n\r\n`,
    "400 BadRequest",
  ],
  ["a method that nobody knows", `BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n`, "400 BadRequest"],
];

test.each(odd)("%s", async (_, text, expected) => {
  const server = await start({ limits: { requestMs: 10_000 } });
  expect(told(await send(server, text))).toBe(expected);
});

test("the path of a request arrives without dots, and is the name of nothing", async () => {
  const server = await start();
  expect(await send(server, get("/a/../../etc/passwd?x=1"))).toContain(
    '"pathname":"/etc/passwd","search":"?x=1"',
  );
});

// Each row: size of the body in bytes, how it is sent, and the answer.
const bodies: readonly (readonly [number, "whole" | "chunked", string])[] = [
  [0, "chunked", "200"],
  [1_000, "whole", "200"],
  [1_000, "chunked", "200"],
  [1_001, "whole", "413 RequestContentTooLarge"],
  [1_001, "chunked", "413 RequestContentTooLarge"],
  [8_000_000, "whole", "413 RequestContentTooLarge"],
  [8_000_000, "chunked", "413 RequestContentTooLarge"],
];

test.each(bodies)(
  "a body of %i bytes, %s, where 1,000 are allowed: %s",
  async (size, way, expected) => {
    const { port } = await start({ limits: { bodyBytes: 1_000 } });
    const answer = await new Promise<string>((resolve, reject) => {
      const headers =
        way === "whole" ? { "Content-Length": size } : { "Transfer-Encoding": "chunked" };
      const outgoing = httpRequest({ port, method: "PUT", path: "/a", headers }, (incoming) => {
        let text = "";
        incoming.on("data", (more) => {
          text += more;
        });
        incoming.on("end", () => resolve(`HTTP/1.1 ${incoming.statusCode}\r\n\r\n${text}`));
      });
      outgoing.on("error", reject);
      outgoing.end("x".repeat(size));
    });
    expect(told(answer)).toBe(expected);
  },
);

test("a client that asks before it sends a large body is told at once", async () => {
  const server = await start({ limits: { bodyBytes: 1_000 } });
  const ask = (size: number, body = ""): Promise<string> =>
    send(
      server,
      `PUT / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: ${size}\r\n${ended}\r\n${body}`,
    );
  expect(await ask(5_000)).toMatch(/^HTTP\/1\.1 413 /);
  expect(await ask(3, "abc")).toMatch(
    /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n.*"body":"abc"/s,
  );
});

// Each row: what a client begins and never ends.
test.each([
  ["a request line", "GET / HT"],
  ["headers", "GET / HTTP/1.1\r\nHost: loc"],
  ["a body", "PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc"],
])("who begins %s and goes on no more is told so", async (_, text) => {
  const server = await start({ limits: { headersMs: 200, requestMs: 200 } });
  expect(told(await send(server, text))).toBe("408 RequestTimeout");
});

test("connections beyond the limit are refused, and those before go on", async () => {
  const server = await start({ limits: { connections: 2 } });
  const sockets = [1, 2].map(() => connect({ port: server.port, host: "127.0.0.1" }));
  await Promise.all(
    sockets.map((socket) => new Promise((resolve) => socket.once("connect", resolve))),
  );
  expect(told(await send(server, get("/")))).toBe("no answer");
  for (const socket of sockets) socket.destroy();
  await sleep(50);
  expect(told(await send(server, get("/")))).toBe("200");
});

const token = "0123456789abcdef";

// Each row: the headers of a request where a token is asked for, and the answer.
const callers: readonly (readonly [string, string])[] = [
  ["", "401 AuthenticationFailed"],
  [`Authorization: Bearer ${token}\r\n`, "200"],
  [`authorization: bearer   ${token}\r\n`, "200"],
  [`Authorization: Bearer ${token}x\r\n`, "401 AuthenticationFailed"],
  [`Authorization: Bearer\r\n`, "401 AuthenticationFailed"],
  [`Authorization: Basic ${token}\r\n`, "401 AuthenticationFailed"],
  [`Authorization: Bearer ${token} ${token}\r\n`, "401 AuthenticationFailed"],
  [`Authorization: Bearer given\r\n`, "200"],
  [`Origin: https://web.example\r\nAuthorization: Bearer ${token}\r\n`, "200"],
];

test.each(callers)("with a token to show: %j is answered with %s", async (headers, expected) => {
  const server = await start({
    token,
    isAuthorized: ({ bearer, path }) => bearer === "given" || path === "/login",
  });
  const answer = await send(server, get("/a?b=c", `Host: localhost\r\n${headers}`));
  expect(told(answer)).toBe(expected);
  expect(answer.includes("WWW-Authenticate: Bearer")).toBe(expected.startsWith("401"));
  expect(told(await send(server, get("/login?b=c")))).toBe("200");
});

// Each row: a way to write the path of what is closed as one of what is open.
test.each([
  "/login/../a",
  "/login/%2e%2e/a",
  "/login/.%2E/a",
  "/login/..",
  "http://localhost/login/../a",
  "/a?/login",
  "//login/../a",
  "//a/login",
])("%s is not open because /login is", async (path) => {
  const server = await start({ token, isAuthorized: (caller) => caller.path.startsWith("/login") });
  expect(told(await send(server, get(path)))).toBe("401 AuthenticationFailed");
});

test("others may reach a server only with a token", async () => {
  for (const host of ["0.0.0.0", "::", "10.0.0.4", "azure.example"]) {
    await expect(start({ host })).rejects.toThrow(
      `other machines can reach ${host}, so callers must show a token`,
    );
  }
  const server = await start({ host: "0.0.0.0", token });
  expect(server.address).toBe(`http://127.0.0.1:${server.port}`);
  const headers = `Host: azure.example\r\nAuthorization: Bearer ${token}\r\n`;
  expect(told(await send(server, get("/", headers)))).toBe("200");
});

test("the log tells what was asked, and nothing secret", async () => {
  const server = await start({ token, now: () => Date.parse("2026-11-21T09:30:00Z") });
  const secret = "s3cr3t";
  const path = `/subscriptions/s?api-version=2024-05-01&sig=${secret}`;
  const headers = [
    "Host: localhost",
    `Authorization: Bearer ${token}`,
    "x-ms-client-request-id: 1f3c-77",
    "CommandName: network vnet create",
    `Cookie: ${secret}`,
    `Content-Length: ${secret.length}`,
  ];
  await send(server, `PUT ${path} HTTP/1.1\r\n${headers.join("\r\n")}\r\n${ended}\r\n${secret}`);
  await send(server, get("/b?x=y", `Host: localhost\r\nCommandName: a;b\r\n`));
  await send(server, `${secret}\r\n\r\n`);
  expect(server.entries).toEqual([
    {
      time: "2026-11-21T09:30:00.000Z",
      method: "PUT",
      path: "/subscriptions/s",
      apiVersion: "2024-05-01",
      status: 200,
      durationMs: 0,
      clientRequestId: "1f3c-77",
      command: "network vnet create",
    },
    expect.objectContaining({ path: "/b", status: 401, command: undefined }),
    expect.objectContaining({ method: "-", path: "-", status: 400 }),
  ]);
  expect(JSON.stringify(server.entries)).not.toMatch(`${secret}|${token}|x=y`);
});

test("what fails is told to the owner, and not to the client", async () => {
  const server = await start();
  expect(await send(server, get("/fails"))).not.toContain("wrong turn");
  expect(server.failures).toEqual([new Error("a wrong turn")]);
});

test("a client that goes away early is no failure", async () => {
  const server = await start();
  for (const text of [
    get("/slow"),
    "PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc",
  ]) {
    const socket = connect({ port: server.port, host: "127.0.0.1" }, () => socket.write(text));
    await sleep(50);
    socket.destroy();
  }
  await sleep(400);
  expect(server.failures).toEqual([]);
  expect(server.entries.map(({ status }) => status)).toEqual([undefined, undefined]);
});

test("the end: requests under way are answered, idle connections end, new ones are refused", async () => {
  const server = await start();
  const underWay = send(server, "GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const idle = send(server, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const silent = send(server, "");
  const half = send(server, "GET / HTT");
  await sleep(100);
  const begun = performance.now();
  const closing = server.close();
  expect(await send(server, get("/"))).toMatch("ECONNREFUSED");
  await closing;
  expect(performance.now() - begun).toBeLessThan(1_000);
  expect(told(await underWay)).toBe("200");
  expect(await underWay).toContain("Connection: close");
  expect(told(await idle)).toBe("200");
  expect([await silent, await half]).toEqual(["", ""]);
});

test("the end does not wait for ever", async () => {
  const never = new Promise<Response>(() => undefined);
  const server = await start({ fetch: () => never, limits: { closeMs: 100 } });
  const answer = send(server, get("/"));
  await sleep(50);
  await server.close();
  expect(told(await answer)).toBe("no answer");
});

test("a port in use and an address of another machine are told", async () => {
  const { port } = await start();
  await expect(start({ port })).rejects.toMatchObject({
    message: `port ${port} of 127.0.0.1 is in use`,
    remedy: "Choose another with --port, or --port 0 for a free one.",
  });
  await expect(start({ host: "203.0.113.9", token })).rejects.toMatchObject({
    message: "this machine does not have the address 203.0.113.9",
  });
  await expect(start({ host: "no.such.invalid", token })).rejects.toMatchObject({
    message: "the host no.such.invalid is not known",
  });
});
