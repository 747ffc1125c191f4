import type { ToolArgument } from '#contracts';
import type { ArgumentValue } from './check-arguments.ts';

/** Stands for the signed id of the visitor; no model can set it. */
export const VISITOR_ID = 'visitor.id';

const placeholder = /\{([a-z][a-z0-9_.]*)\}/g;
/** Nothing may stand right behind it: an argument there would go on with the name of the host. */
const host = /^https?:\/\/[^/?#{}\\\s]+(?=[/?]|$)/i;
const dots = /^(?:\.|%2e){1,2}$/i;

/** The names between braces. */
export const namesIn = (template: string): string[] => [...template.matchAll(placeholder)].map(([, name]) => name!);

/**
 * What is wrong with an address in which arguments stand, in a sentence; null when nothing is. Nobody but the author decides
 * where a call goes: protocol, host and port hold no argument.
 */
export function faultOfAddress(template: string, all: readonly Pick<ToolArgument, 'name' | 'required'>[]): string | null {
  const origin = host.exec(template)?.[0];
  if (origin === undefined || !URL.canParse(origin)) return 'The address must start with https:// or http:// and a host without arguments.';
  if (template.includes('#')) return 'The address must not hold a "#".';
  const names = namesIn(template);
  if (/[{}]/.test(template.replace(placeholder, ''))) return 'Each argument in the address stands between braces, such as {order_number}.';
  const unknown = names.find((name) => name !== VISITOR_ID && all.every((one) => one.name !== name));
  if (unknown !== undefined) return `The address names {${unknown}}, which is no argument of this tool.`;
  const path = template.slice(origin.length).split('?')[0]!;
  const optional = namesIn(path).find((name) => all.some((one) => one.name === name && !one.required));
  return optional === undefined ? null : `{${optional}} stands in the path and has to be required.`;
}

/**
 * The address of one call, everything in it escaped.
 *
 * @returns null when a value would lead elsewhere in the path, as `..` does
 */
export function fillAddress(template: string, values: Readonly<Record<string, ArgumentValue>>): string | null {
  const filled = template.replace(placeholder, (_, name: string) => encodeURIComponent(String(Object.hasOwn(values, name) ? values[name]! : '')));
  const origin = host.exec(template)?.[0] ?? '';
  const path = filled.slice(origin.length).split('?')[0]!;
  // An empty part would name the list above instead of the one thing.
  if (path.split('/').some((part) => dots.test(part)) || (path.includes('//') && !template.slice(origin.length).split('?')[0]!.includes('//'))) return null;
  return filled;
}
