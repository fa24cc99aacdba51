import { comment, failureLines, paragraphs, type Told, type ToldChange } from "./told.ts";

/** Formats changes of routes as PowerShell, of today first. Others are named and left out. */
export function formatPowerShell({ changes, failures }: Told): string {
  const today = section(changes, "today");
  const classic = section(changes, "classic");
  const others = changes.flatMap(({ sentence, powershell }) =>
    powershell === undefined ? [`Not in PowerShell here: ${sentence}`] : [],
  );
  return paragraphs(
    today === "" ? "" : paragraphs(comment("#", todayTitle), today),
    classic === "" ? "" : paragraphs(comment("#", classicTitle), classic),
    comment("#", [...others, ...failureLines(failures)]),
  );
}

const todayTitle = ["Azure PowerShell, module Az:"];
const classicTitle = [
  "RETIRED: classic deployment model, module Azure (Service Management).",
  "Azure took it out of service in 2024; this only translates old instructions.",
  "Its locations have display names, such as 'West Europe'.",
];

function section(changes: readonly ToldChange[], of: "today" | "classic"): string {
  const steps = changes.map(({ sentence, powershell }) => {
    const lines = powershell?.[of] ?? [];
    return lines.length === 0 ? "" : [comment("#", [sentence]), ...lines].join("\n");
  });
  return paragraphs(...steps);
}
