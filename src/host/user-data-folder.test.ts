import { homedir } from "node:os";
import { expect, test } from "vitest";
import { type Environment, userDataFolder } from "./user-data-folder.ts";

// Platform, environment, folder.
const rows: readonly (readonly [string, Environment, string])[] = [
  ["linux", { HOME: "/home/u" }, "/home/u/.local/share/trueroute"],
  ["linux", { HOME: "/home/u", XDG_DATA_HOME: "/data" }, "/data/trueroute"],
  ["linux", { HOME: "/home/u", XDG_DATA_HOME: "data" }, "/home/u/.local/share/trueroute"],
  ["linux", { HOME: "/home/u", XDG_DATA_HOME: "" }, "/home/u/.local/share/trueroute"],
  ["linux", { HOME: "" }, `${homedir()}/.local/share/trueroute`],
  ["darwin", { HOME: "/Users/u" }, "/Users/u/Library/Application Support/trueroute"],
  [
    "win32",
    { LOCALAPPDATA: "C:\\Users\\u\\AppData\\Local" },
    "C:\\Users\\u\\AppData\\Local\\trueroute",
  ],
  ["win32", { USERPROFILE: "C:\\Users\\u" }, "C:\\Users\\u\\AppData\\Local\\trueroute"],
  ["win32", { TRUEROUTE_DATA: "D:\\tr", LOCALAPPDATA: "C:\\x" }, "D:\\tr"],
  ["linux", { TRUEROUTE_DATA: "/srv/tr", XDG_DATA_HOME: "/data" }, "/srv/tr"],
];

test.each(rows)("on %s with %j it is %s", (platform, environment, folder) => {
  expect(userDataFolder(platform, environment)).toBe(folder);
});
