// A server as a user starts it: a process of its own, over TLS, with the state in a file.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../bin/trueroute", import.meta.url));

/** A running server. */
export interface Served {
  readonly address: string;
  readonly process: ChildProcess;
  /** One request; rejects when the connection breaks. */
  send(method: string, path: string, body?: unknown): Promise<Reply>;
  /** Kills the process at once, and waits until it is gone. */
  kill(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Starts a server on any free port, with its data in a folder. Rejects when it ends before it answers. */
export async function startServed(folder: string, argv: readonly string[] = []): Promise<Served> {
  const child = spawn(process.execPath, [program, "serve", "--port", "0", "-q", ...argv], {
    stdio: ["ignore", "pipe", "pipe"],
    cwd: folder,
    env: { ...process.env, XDG_DATA_HOME: folder, LOCALAPPDATA: folder, NODE_OPTIONS: "" },
  });
  let said = "";
  child.stderr.on("data", (part) => {
    said += part;
  });
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", resolve);
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
  const ca = readFileSync(join(folder, "trueroute", "tls", "loopback", "ca", "ca.pem"));
  const agent = new Agent({ ca, keepAlive: true, maxSockets: 64 });
  return {
    address,
    process: child,
    send: (method, path, body) => sendOver(agent, `${address}${path}`, { method, body }),
    kill: async (signal = "SIGKILL") => {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, "exit");
        child.kill(signal);
        await gone;
      }
      agent.destroy();
      return child.exitCode;
    },
  };
}

function sendOver(
  agent: Agent,
  url: string,
  { method, body }: { readonly method: string; readonly body: unknown },
): Promise<Reply> {
  const separator = url.includes("?") ? "&" : "?";
  const text = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const sent = request(
      `${url}${separator}api-version=2024-05-01`,
      { method, agent, headers: text === undefined ? {} : { "content-type": "application/json" } },
      (response) => {
        let answer = "";
        response.setEncoding("utf8");
        response.on("data", (part) => {
          answer += part;
        });
        response.on("error", reject);
        response.on("aborted", () => reject(new Error("aborted")));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text: answer }),
        );
      },
    );
    sent.on("error", reject);
    sent.end(text);
  });
}
