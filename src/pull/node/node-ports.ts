import { setTimeout as sleep } from "node:timers/promises";
import type { Environment, Progress } from "../../host/index.ts";
import type { PullPorts } from "../pull-request.ts";
import { createTokens } from "../sign-in/tokens.ts";
import type { Clock } from "../wire/http.ts";
import { usualLimits } from "../wire/wait.ts";
import { createNodeHttp } from "./node-http.ts";
import { createNodeJournal, journalFolder } from "./node-journal.ts";

/** What the ports of this machine are made of. */
export interface NodeSetting {
  /** Scheme, name and port of the server. */
  readonly origin: string;
  readonly tenant: string | undefined;
  /** Certificates of authorities, in PEM. */
  readonly certificates: string | undefined;
  readonly environment: Environment;
  /** What a server that gives its own tokens wants to hear, where somebody knows it. */
  readonly secret: string | undefined;
  /** The file that will be written; absent: nothing is kept between runs. */
  readonly output: string | undefined;
  readonly concurrency: number;
  readonly progress: Progress;
  readonly program: string;
}

const clock: Clock = {
  now: () => Date.now(),
  sleep: async (durationMs) => {
    await sleep(durationMs);
  },
};

/** The ports of the machine that this runs on. */
export function createNodePorts(setting: NodeSetting): PullPorts {
  const { origin, tenant, certificates, environment, secret, output } = setting;
  const http = createNodeHttp(certificates);
  const reach = { origin, http, clock, random: Math.random, limits: usualLimits };
  return {
    ...reach,
    tokens: createTokens({ ...reach, tenant, environment, secret }),
    journal: output === undefined ? undefined : createNodeJournal(journalFolder(output)),
    concurrency: setting.concurrency,
    progress: setting.progress,
    program: setting.program,
  };
}
