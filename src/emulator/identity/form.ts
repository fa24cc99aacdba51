/** Fields of a form by name; of a field that stands twice the first counts, an empty one is absent. */
export type Form = Readonly<Partial<Record<string, string>>>;

/** Reads the form in the body of a request. A body that is none has no fields. */
export async function readForm(request: Request): Promise<Form> {
  return formOf(new URLSearchParams(await request.text()));
}

/** Takes the fields of parsed parameters. */
export function formOf(parameters: URLSearchParams): Form {
  const form: Record<string, string> = Object.create(null);
  for (const [name, value] of parameters) if (value !== "") form[name] ??= value;
  return form;
}
