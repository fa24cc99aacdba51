import type { CheckRule, Draft } from "../rule.ts";
import { judgeCount } from "./margin.ts";

/** Routes of a route table against what Azure takes (3.7, ERR-44). */
export const tableRoutes: CheckRule = {
  code: "TR701",
  family: "limits",
  severity: "error",
  title: "A route table is full",
  about: "A route table takes 400 routes; the next one is refused, and with it the deployment.",
  rules: ["UDR-1"],
  begin: ({ model }) => ({
    finish: () =>
      [...model.routeTables.values()].flatMap((table): readonly Draft[] => {
        const judged = judgeCount({ count: table.routes.length, limit: 400, of: "routes" });
        if (judged === undefined) return [];
        return [
          {
            severity: judged.severity,
            message: `Route table ${table.name} has ${judged.words}.`,
            remedy:
              "Cover neighboring prefixes by one route, use service tags, or let Azure Virtual Network Manager write the routes (up to 1000).",
            place: table.place,
          },
        ];
      }),
  }),
};
