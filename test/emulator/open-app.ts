import { type App, type AppSetting, createApp } from "../../src/emulator/index.ts";
import { createMemoryStore } from "../../src/store/index.ts";

/** An app over an empty memory store. Guids count up, so that answers are the same in each run. */
export function openBareApp(setting: Partial<AppSetting> = {}): Promise<App> {
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
