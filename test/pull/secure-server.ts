// An Azure in memory behind a real port: HTTPS, packed answers, tokens of its own.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { FakeAzure } from "./fake-azure.ts";

/** A server that runs. */
export interface SecureServer {
  readonly origin: string;
  /** File of the certificate that it is trusted by. */
  readonly ca: string;
  readonly close: () => Promise<void>;
}

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;

/** Why there can be no server; absent: there can. */
export const noServer: string | undefined = hasOpenssl ? undefined : "openssl is not installed";

/** Starts a server on a port of this machine, 0: a free one. `folder` takes its certificate. */
export async function startSecureServer(
  azure: FakeAzure,
  folder: string,
  port = 0,
): Promise<SecureServer> {
  const [key, cert] = [join(folder, "key.pem"), join(folder, "ca.pem")];
  makeCertificate(key, cert);
  let token: string | undefined;
  let origin = "";
  const server = createServer(
    { key: readFileSync(key), cert: readFileSync(cert) },
    async (request, response) => {
      const body = await textOf(request);
      const path = request.url ?? "";
      if (path.startsWith("/metadata/endpoints")) {
        return end(response, 200, {
          authentication: { loginEndpoint: `${origin}/adfs/`, audiences: [`${origin}/`] },
        });
      }
      if (path === "/adfs/oauth2/token") {
        token = await azure.tokens(token);
        return end(response, 200, { access_token: token, expires_in: "3600" });
      }
      try {
        const answer = await azure.http({
          method: request.method === "POST" ? "POST" : "GET",
          url: `https://management.azure.com${path}`,
          headers: { authorization: request.headers.authorization ?? "" },
          body: body === "" ? undefined : body,
          signal: AbortSignal.timeout(60_000),
        });
        const text = answer.text.replaceAll("https://management.azure.com", origin);
        const { location } = answer.headers;
        const moved = location?.replace("https://management.azure.com", origin);
        const headers = { ...answer.headers, ...(moved === undefined ? {} : { location: moved }) };
        response.writeHead(answer.status, { ...headers, "content-encoding": "gzip" });
        response.end(gzipSync(text));
      } catch {
        // The fake breaks the connection off.
        request.socket.destroy();
      }
    },
  );
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { origin, ca: cert, close };
}

function makeCertificate(key: string, cert: string): void {
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  const names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
  const files = ["-keyout", key, "-out", cert, "-days", "2"];
  const made = spawnSync("openssl", ["req", "-x509", ...curve, ...names, ...files]);
  if (made.status !== 0) throw new Error(made.stderr.toString());
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}

function end(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
