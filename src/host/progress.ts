import { formatStep, type Step } from "./progress-line.ts";

/** Tells somebody who waits what is being worked on. */
export interface Progress {
  /** Says what is worked on now, as a phrase: `deploying main.json`. May be called often. */
  report(activity: string, step?: Step): void;
  /** Takes back whatever was shown. Afterwards a new report starts afresh. */
  finish(): void;
}

/** The part of an output stream that progress needs. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  /** Width in characters; may change while it is used. */
  readonly columns?: number;
  write(text: string): unknown;
}

/** Says nothing. */
export const silentProgress: Progress = { report: () => undefined, finish: () => undefined };

// In milliseconds. Who gets an answer sooner than this needs no line.
const patience = 1000;
const interval = 100;

const usualWidth = 80;

/**
 * Shows one line on a terminal once the work takes more than a second, and nothing in a pipe or
 * file.
 */
export function createProgress(stream: ProgressStream): Progress {
  return stream.isTTY === true ? createTerminalProgress(stream) : silentProgress;
}

function createTerminalProgress(stream: ProgressStream): Progress {
  let format: (width: number) => string = () => "";
  let shown = "";
  let startedAt: number | undefined;
  let drawnAt = 0;
  let timer: NodeJS.Timeout | undefined;
  // Called by the timer while a file is awaited, and by reports while parsing keeps the timer from
  // firing.
  const draw = (): void => {
    const now = Date.now();
    if (startedAt === undefined || now - startedAt < patience || now - drawnAt < interval) return;
    // The last column stays empty: some terminals break the line when it is filled.
    // A terminal that does not know its width says 0.
    const line = format((stream.columns || usualWidth) - 1);
    if (shown === line) return;
    stream.write(`\r\u001b[K${line}`);
    shown = line;
    drawnAt = now;
  };
  return {
    report(activity, step) {
      format = (width) => formatStep(activity, step, width);
      startedAt ??= Date.now();
      timer ??= setInterval(draw, interval).unref();
      draw();
    },
    finish() {
      clearInterval(timer);
      if (shown !== "") stream.write("\r\u001b[K");
      [shown, startedAt, drawnAt, timer] = ["", undefined, 0, undefined];
    },
  };
}
