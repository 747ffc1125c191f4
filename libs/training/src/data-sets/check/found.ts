/** Something wrong with a line. */
export interface Fault {
  code: string;
  severity: 'error' | 'warning';
  sentence: string;
}

export const error = (code: string, sentence: string): Fault => ({ code, severity: 'error', sentence });
export const warning = (code: string, sentence: string): Fault => ({ code, severity: 'warning', sentence });

export type Fields = Record<string, unknown>;
export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Fields that do not belong there. */
export function strange(fields: Fields, known: readonly string[], where: string): Fault[] {
  return Object.keys(fields).filter((name) => !known.includes(name)).map((name) => error('unknown_field', `${where} has a field "${name}" that does not belong there. Known: ${known.join(', ')}.`));
}
