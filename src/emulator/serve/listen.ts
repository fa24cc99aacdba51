import type { Server } from "node:http";
import { bareHost } from "./loopback.ts";
import { ServeError } from "./serve-error.ts";

/** Where a server listens. */
export interface Endpoint {
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
}

/** Lets a server listen; gives the port. Rejects with `ServeError`. */
export function listen(server: Server, { host, port }: Endpoint): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException): void =>
      reject(explain(error, { host: bareHost(host), port }));
    server.once("error", refuse);
    server.listen({ host: bareHost(host), port }, () => {
      server.off("error", refuse);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

function explain(error: NodeJS.ErrnoException, { host, port }: Endpoint): ServeError {
  switch (error.code) {
    case "EADDRINUSE":
      return new ServeError(
        `port ${port} of ${host} is in use`,
        "Choose another with --port, or --port 0 for a free one.",
        error,
      );
    case "EADDRNOTAVAIL":
      return new ServeError(
        `this machine does not have the address ${host}`,
        "Name one of its own with --host; 0.0.0.0 is all of them.",
        error,
      );
    case "EACCES":
      return new ServeError(
        `port ${port} may not be used`,
        "Choose one from 1024 on with --port.",
        error,
      );
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return new ServeError(
        `the host ${host} is not known`,
        "Name an address of this machine with --host.",
        error,
      );
    default:
      return new ServeError(
        `cannot listen on ${host}, port ${port}: ${error.message}`,
        "Choose another address with --host or another port with --port.",
        error,
      );
  }
}
