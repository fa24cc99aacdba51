import { exitCode } from "../exit-code.ts";
import { suggest } from "../nearest.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { type Shell, shells } from "./shells.ts";

// The scripts hold no words of their own: each asks `trueroute __complete`, so that they never grow
// old. The last argument of that command is the word at the cursor behind a colon, since some
// shells drop empty arguments. It prints one candidate a line, with a tab and its meaning; the line
// ":files" asks for file names.
const scripts: Readonly<Record<Shell, string>> = {
  bash: `# bash completion for trueroute
_trueroute() {
  local word line
  local -a before=("\${COMP_WORDS[@]:1:COMP_CWORD-1}")
  word="\${COMP_WORDS[COMP_CWORD]}"
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ $line == ":files" ]]; then
      compopt -o default 2>/dev/null
    elif [[ -n $line ]]; then
      COMPREPLY+=("\${line%%$'\\t'*}")
    fi
  done < <(trueroute __complete -- "\${before[@]}" ":$word" 2>/dev/null)
  if [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == *= ]]; then compopt -o nospace 2>/dev/null; fi
}
complete -F _trueroute trueroute
`,
  zsh: `#compdef trueroute
_trueroute() {
  local line
  local -a candidates
  local files=0
  while IFS= read -r line; do
    if [[ $line == ":files" ]]; then
      files=1
    elif [[ -n $line ]]; then
      candidates+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
    fi
  done < <(trueroute __complete -- "\${words[@]:1:$((CURRENT-2))}" ":\${words[CURRENT]}" 2>/dev/null)
  (( \${#candidates} )) && _describe 'trueroute' candidates
  (( files )) && _files
}
if [[ $funcstack[1] == _trueroute ]]; then _trueroute "$@"; else compdef _trueroute trueroute; fi
`,
  fish: `# fish completion for trueroute
function __trueroute_complete
  set -l before (commandline -opc)
  set -l word (commandline -ct)
  for line in (trueroute __complete -- $before[2..-1] ":$word" 2>/dev/null)
    if test "$line" = ":files"
      __fish_complete_path "$word"
    else
      echo $line
    end
  end
end
complete -c trueroute -f -a '(__trueroute_complete)'
`,
  powershell: `# PowerShell completion for trueroute
Register-ArgumentCompleter -Native -CommandName trueroute -ScriptBlock {
  param($word, $ast, $cursor)
  $before = @($ast.CommandElements | Select-Object -Skip 1 |
    Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object { $_.ToString() })
  trueroute __complete '--' @before ":$word" 2>$null | ForEach-Object {
    if ($_ -ne ':files' -and $_ -ne '') {
      $value, $about = $_ -split "\`t", 2
      if (-not $about) { $about = $value }
      [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $about)
    }
  }
}
`,
};

/** Answers `trueroute completion SHELL`. */
export async function printScript({ io }: Session, operands: readonly string[]): Promise<number> {
  const [word = ""] = operands;
  const shell = shells.find((one) => one === word.toLowerCase());
  if (shell === undefined) {
    const remedy = suggest(word, shells) || `Choose from ${shells.join(", ")}.`;
    throw new UsageError(`'${word}' is not a shell that can be completed`, remedy);
  }
  io.stdout.write(scripts[shell]);
  return exitCode.answered;
}
