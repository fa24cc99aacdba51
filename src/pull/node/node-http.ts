import { type IncomingHttpHeaders, type IncomingMessage, request as requestPlain } from "node:http";
import { Agent, request as requestSecure } from "node:https";
import { pipeline } from "node:stream/promises";
import { rootCertificates } from "node:tls";
import { createGunzip } from "node:zlib";
import type { Http, HttpAnswer, HttpRequest } from "../wire/http.ts";

/**
 * Sends requests over the network. `certificates` are those of authorities, in PEM, that count beside
 * the usual ones; `fetch` of Node 20 takes none. Redirections are not followed: no address of Azure's
 * redirects, and the token is for one server only.
 */
export function createNodeHttp(certificates: string | undefined): Http {
  // The agents of Node itself know the proxy of the environment, where Node is told to.
  const own =
    certificates === undefined
      ? {}
      : { agent: new Agent({ keepAlive: true, ca: [...rootCertificates, certificates] }) };
  return (asked) =>
    send(asked, (options, take) =>
      asked.url.startsWith("http:")
        ? requestPlain(asked.url, options, take)
        : requestSecure(asked.url, { ...options, ...own }, take),
    );
}

type Open = (
  options: Parameters<typeof requestPlain>[1],
  take: NonNullable<Parameters<typeof requestPlain>[2]>,
) => ReturnType<typeof requestPlain>;

function send(asked: HttpRequest, open: Open): Promise<HttpAnswer> {
  const { method, body, signal } = asked;
  const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
  const headers = {
    "user-agent": "trueroute",
    "accept-encoding": "gzip",
    // A POST without a body has a length, too.
    ...(method === "POST" && body === undefined ? { "content-length": "0" } : length),
    ...asked.headers,
  };
  return new Promise((resolve, reject) => {
    const sent = open({ method, headers, signal }, (response) => {
      textOf(response).then((text) => {
        const { statusCode: status = 0 } = response;
        resolve({ status, headers: headersOf(response.headers), text });
      }, reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

// Breaks off with an error where the connection does.
async function textOf(response: IncomingMessage): Promise<string> {
  const isPacked = response.headers["content-encoding"] === "gzip";
  const chunks: Buffer[] = [];
  const collect = async (parts: AsyncIterable<Buffer>): Promise<void> => {
    for await (const part of parts) chunks.push(part);
  };
  await (isPacked ? pipeline(response, createGunzip(), collect) : pipeline(response, collect));
  return Buffer.concat(chunks).toString("utf8");
}

function headersOf(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value] as const] : [],
    ),
  );
}
