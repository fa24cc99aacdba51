/** Tells somebody who waits what is being worked on. */
export interface Progress {
  /** Says what is worked on now, as a phrase: `reading vnets.json`. May be called often. */
  report(activity: string): void;
  /** Takes back whatever was shown. Afterwards a new report starts afresh. */
  finish(): void;
}

/** The part of an output stream that progress needs. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Says nothing. */
export const silentProgress: Progress = { report: () => undefined, finish: () => undefined };

// In milliseconds. Who gets an answer sooner than this needs no line.
const patience = 1000;
const interval = 100;

/**
 * Shows one line on a terminal once the work takes more than a second, and nothing in a pipe or
 * file.
 */
export function createProgress(stream: ProgressStream): Progress {
  return stream.isTTY === true ? createTerminalProgress(stream) : silentProgress;
}

function createTerminalProgress(stream: ProgressStream): Progress {
  let activity = "";
  let shown = "";
  let startedAt: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  // Called by the timer while a file is awaited, and by reports while parsing keeps the timer from
  // firing.
  const draw = (): void => {
    if (startedAt === undefined || Date.now() - startedAt < patience || shown === activity) return;
    stream.write(`\r\u001b[K${activity}`);
    shown = activity;
  };
  return {
    report(next) {
      activity = next;
      startedAt ??= Date.now();
      timer ??= setInterval(draw, interval).unref();
      draw();
    },
    finish() {
      clearInterval(timer);
      if (shown !== "") stream.write("\r\u001b[K");
      [shown, startedAt, timer] = ["", undefined, undefined];
    },
  };
}
