/** Diagnostics about compiling Bicep. */
export const bicepMessages = {
  "bicep-compiler-missing": {
    severity: "error",
    message: "{file} is Bicep, and neither bicep nor az is on the path to compile it",
    remedy:
      "Install bicep (https://aka.ms/bicep-install, or az bicep install), or run bicep build elsewhere and give the JSON that it writes.",
  },
  "bicep-invalid": {
    severity: "error",
    message: "{file} was not compiled: {problem}",
    remedy: "Mend the file until bicep build takes it, or give the JSON that it once wrote.",
  },
} as const;
