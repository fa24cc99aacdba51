import { formatCommand, quoteWord } from "../azure-cli/command.ts";
import { subscriptionOf } from "../id.ts";
import { formatArmTemplate } from "../template/arm-template.ts";
import { formatBicep } from "../template/bicep.ts";
import { planRuns, type Run } from "../template/deployment.ts";
import { assumedLines, comment, failureLines, paragraphs, type Told } from "./told.ts";

/** Formats changes as a template, in one of its two languages. */
export function formatTemplate(told: Told, form: "arm" | "bicep"): string {
  const ids = told.changes.flatMap(({ deploys }) => deploys);
  const runs = planRuns(told.after, ids);
  return form === "arm" ? toArm(told, runs) : toBicep(told, runs);
}

function toArm(told: Told, runs: readonly Run[]): string {
  const [first] = runs;
  return formatArmTemplate(runs, {
    changes: told.changes.map(({ sentence }) => sentence),
    deploy: first === undefined ? [] : deployWords(told, first, "fix.json"),
    notes: [
      ...(runs.length === 0 ? [] : wholeLines),
      ...runs.flatMap(notesOf),
      ...failureLines(told.failures),
    ],
    commands: commandsBeside(told),
  });
}

// A file of Bicep is for one resource group.
function toBicep(told: Told, runs: readonly Run[]): string {
  const head = comment(
    "//",
    told.changes.map(({ sentence }) => sentence),
  );
  const beside = commandsBeside(told).flatMap((text) => text.split("\n"));
  const commands =
    beside.length === 0
      ? ""
      : comment("//", ["No template does this; run:", ...beside.map(deeper)]);
  const files = runs.map((run, index) => {
    const name = runs.length === 1 ? "fix.bicep" : `fix-${index + 1}.bicep`;
    const title = runs.length === 1 ? "Deploy with:" : `File ${name}, deployed with:`;
    const deploy = deeper(deployWords(told, run, name).join(" "));
    const text = formatBicep(run);
    const notes = [...wholeLines, ...notesOf(run), ...assumedLines(text)];
    return paragraphs(comment("//", [title, deploy, ...notes]), text);
  });
  return paragraphs(head, commands, ...files, comment("//", failureLines(told.failures)));
}

/** Commands of the changes that no template can make. */
function commandsBeside({ changes, namesSubscription }: Told): readonly string[] {
  return changes
    .filter(({ deploys }) => deploys.length === 0)
    .flatMap(({ commands }) => commands)
    .map((command) => formatCommand(command, namesSubscription));
}

function deployWords(told: Told, { scope }: Run, file: string): readonly string[] {
  const subscription = told.namesSubscription ? subscriptionOf(scope) : undefined;
  return [
    "az deployment group create",
    ...(subscription === undefined ? [] : ["--subscription", quoteWord(subscription)]),
    "--resource-group",
    quoteWord(scope.resourceGroup ?? ""),
    "--template-file",
    file,
  ];
}

const wholeLines = [
  "It writes each resource whole, as the input has it and the changes make it.",
  "Where the input is older than Azure, look first: the same command with what-if for create.",
];

function notesOf({ resources }: Run): readonly string[] {
  return resources.flatMap(({ id, missing }) =>
    missing.map(
      (name) => `The input does not tell ${name} of ${id.name}, which Azure asks for; add it.`,
    ),
  );
}

function deeper(line: string): string {
  return `  ${line}`;
}
