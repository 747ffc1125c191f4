import type { ToolArgument } from '#contracts';

export type ArgumentValue = string | number | boolean;

/** What a tool is called with, by name; or what is wrong, in a sentence that a model can act on. */
export type CheckedArguments = { ok: true; values: Record<string, ArgumentValue> } | { ok: false; problem: string };

/** The arguments of a tool as JSON Schema: the part of it that every provider takes. */
export function schemaOf(all: readonly ToolArgument[]): Record<string, unknown> {
  return {
    type: 'object', properties: Object.fromEntries(all.map((one) => [one.name, { ...typeOf(one), ...(one.description && { description: one.description }) }])),
    required: all.filter(({ required }) => required).map(({ name }) => name), additionalProperties: false,
  };
}

function typeOf(one: ToolArgument): Record<string, unknown> {
  switch (one.type) {
    case 'string': return { type: 'string', maxLength: one.maxLength };
    case 'number': return { type: one.whole ? 'integer' : 'number', ...(one.minimum !== null && { minimum: one.minimum }), ...(one.maximum !== null && { maximum: one.maximum }) };
    case 'boolean': return { type: 'boolean' };
    case 'choice': return { type: 'string', enum: one.choices };
  }
}

/** Nothing is guessed or converted: what a model did not name rightly is not run. */
export function checkArguments(all: readonly ToolArgument[], given: unknown): CheckedArguments {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return { ok: false, problem: 'The arguments must be an object.' };
  const named = new Map(Object.entries(given));
  const unknown = [...named.keys()].find((name) => all.every((one) => one.name !== name));
  if (unknown !== undefined) return { ok: false, problem: `There is no argument "${unknown.slice(0, 40)}".` };
  const values: Record<string, ArgumentValue> = {};
  for (const one of all) {
    // Some models write down null for what they leave out.
    const value: unknown = named.get(one.name) ?? null;
    if (value === null && !one.required) continue;
    const fault = value === null ? 'is missing' : faultOf(one, value);
    if (fault !== null) return { ok: false, problem: `The argument "${one.name}" ${fault}.` };
    values[one.name] = value as ArgumentValue;
  }
  return { ok: true, values };
}

function faultOf(one: ToolArgument, value: unknown): string | null {
  switch (one.type) {
    case 'string': {
      if (typeof value !== 'string' || value.trim() === '') return 'must be a text';
      if (value.length > one.maxLength) return `must have ${one.maxLength} characters at most`;
       
      return /[\u0000-\u001f\u007f]|\p{Surrogate}/u.test(value) ? 'must be one line of plain text' : null;
    }
    case 'number': {
      if (typeof value !== 'number' || !Number.isFinite(value) || (one.whole && !Number.isInteger(value))) return one.whole ? 'must be a whole number' : 'must be a number';
      if (one.minimum !== null && value < one.minimum) return `must be ${one.minimum} at least`;
      return one.maximum !== null && value > one.maximum ? `must be ${one.maximum} at most` : null;
    }
    case 'boolean': return typeof value === 'boolean' ? null : 'must be true or false';
    case 'choice': return typeof value === 'string' && one.choices.includes(value) ? null : `must be one of ${one.choices.join(', ')}`;
  }
}
