/**
 * Fills `{{name}}` by what is declared. Values are put in as they are and never read again, so that nothing in them can be
 * filled; names that are not declared stay as they were written.
 */
export function renderTemplate(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{\s*([a-z_][a-z0-9_]*)\s*\}\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? values[name]! : whole));
}
