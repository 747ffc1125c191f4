import { z } from 'zod';
import type { AnyRoute } from './route.ts';
import { pathFields } from './route.ts';
import { ProblemReply } from './problems.ts';

type Json = Record<string, unknown>;
const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
};

/** OpenAPI 3.1 description of the given routes. */
export function openApi(routes: readonly AnyRoute[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const one of routes) (paths[one.path] ??= {})[one.method.toLowerCase()] = operation(one);
  return {
    openapi: '3.1.0',
    info: { title: 'Duet', version, description: 'Support chat with experiments over prompt-engineered, fine-tuned and hybrid backends.' },
    paths,
    components: {
      securitySchemes: {
        visitor: { type: 'http', scheme: 'bearer', description: 'Visitor token (vt_...)' },
        member: { type: 'http', scheme: 'bearer', description: 'API key (sk_...), or the session cookie of a signed-in member' },
      },
      schemas: { Problem: schemaOf(ProblemReply, 'output') },
    },
  };
}

function operation(one: AnyRoute): Json {
  const input = schemaOf(one.input, 'input') as { properties?: Record<string, Json>; required?: string[] };
  const inPath = pathFields(one.path);
  const others = Object.keys(input.properties ?? {}).filter((field) => !inPath.includes(field));
  const inQuery = one.method === 'GET' || one.method === 'DELETE';
  const parameter = (name: string, place: 'path' | 'query'): Json => ({
    name, in: place, required: place === 'path' || (input.required?.includes(name) ?? false), schema: input.properties?.[name] ?? {},
  });
  const body = {
    type: 'object', additionalProperties: false,
    properties: Object.fromEntries(others.map((field) => [field, input.properties?.[field]])),
    required: input.required?.filter((field) => others.includes(field)) ?? [],
  };
  return {
    summary: one.summary,
    tags: [one.tag],
    ...(one.audience === 'public' ? {} : { security: [{ [one.audience]: [] }] }),
    parameters: [...inPath.map((name) => parameter(name, 'path')), ...(inQuery ? others.map((name) => parameter(name, 'query')) : [])],
    ...(inQuery || others.length === 0 ? {} : { requestBody: { required: true, content: { 'application/json': { schema: body, ...(one.example !== undefined && { example: one.example }) } } } }),
    responses: {
      [one.status]: { description: 'Success', content: { [one.produces ?? 'application/json']: { schema: schemaOf(one.reply, 'output') } } },
      default: { description: 'A problem', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  };
}
