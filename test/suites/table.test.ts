import { createLpmTable } from "../../src/table/index.ts";
import { GoldenTable } from "../oracle/golden-table.ts";
import { tableSuite } from "./table-suite.ts";

tableSuite("golden table", (entries) => new GoldenTable(entries));
tableSuite("table", createLpmTable);
