import { z } from 'zod';
import type { AnyRoute } from '#contracts';

interface Schema {
  type?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  minItems?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  default?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
}

/** Smallest input that has every required field of a route; ids are the given one. */
export function minimalInput(route: AnyRoute, id: string): Record<string, unknown> {
  const schema = z.toJSONSchema(route.input, { io: 'input', unrepresentable: 'any' }) as Schema;
  return instance(schema, id) as Record<string, unknown>;
}

function instance(schema: Schema, id: string): unknown {
  const first = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (first) return instance(first, id);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  switch (schema.type) {
    case 'object':
      return Object.fromEntries((schema.required ?? []).map((name) => [name, instance(schema.properties?.[name] ?? {}, id)]));
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => instance(schema.items ?? {}, id));
    case 'integer':
    case 'number':
      return schema.minimum ?? (schema.exclusiveMinimum === undefined ? 1 : 0.5);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return text(schema, id);
  }
}

function text(schema: Schema, id: string): string {
  if (schema.format === 'uuid') return id;
  if (schema.format === 'email') return 'somebody@example.com';
  if (schema.format === 'uri') return 'https://example.com';
  if (schema.format === 'date') return '2026-01-01';
  return 'x'.repeat(Math.max(1, schema.minLength ?? 1));
}
