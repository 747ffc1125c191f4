import { openApi, pathFields, problems, type AnyRoute } from '#contracts';
import { escape } from './html.ts';

interface Schema {
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  const?: unknown;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
}
interface Operation {
  parameters: { name: string; in: string; required: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content: Record<string, { schema: Schema }> }>;
}

const caller: Readonly<Record<AnyRoute['audience'], string>> = {
  public: 'anybody', visitor: 'a visitor (visitor token)', member: 'a member (session) or an API key',
};

/** The API for readers: one page, made from the same contracts that the server checks requests with. */
export function docsPage(routes: readonly AnyRoute[]): string {
  const paths = openApi(routes, '').paths as Record<string, Record<string, Operation>>;
  const tags = [...new Set(routes.map((route) => route.tag))];
  const sections = tags.map((tag) => {
    const entries = routes.filter((route) => route.tag === tag).map((route) => entry(route, paths[route.path]?.[route.method.toLowerCase()]));
    return `<section aria-labelledby="tag-${tag}"><h2 id="tag-${tag}">${escape(tag)}</h2>${entries.join('')}</section>`;
  });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Duet API</title>
<link rel="stylesheet" href="/docs.css"></head><body><main><h1>Duet API</h1>
<p>Every address takes and gives JSON. Sign in with a session cookie or send <code>Authorization: Bearer sk_...</code>; visitors send their
<code>vt_...</code> token. The machine-readable description is at <a href="/v1/openapi.json">/v1/openapi.json</a>.</p>
<nav aria-label="Groups"><ul>${tags.map((tag) => `<li><a href="#tag-${tag}">${escape(tag)}</a></li>`).join('')}<li><a href="#problems">problems</a></li></ul></nav>
${sections.join('')}${problemTable()}</main></body></html>`;
}

function entry(route: AnyRoute, operation: Operation | undefined): string {
  const body = operation?.requestBody?.content['application/json']?.schema;
  const reply = operation?.responses[String(route.status)]?.content[route.produces ?? 'application/json']?.schema;
  const fields = [
    ...(operation?.parameters ?? []).map((one) => row(one.name, one.schema, one.required, pathFields(route.path).includes(one.name) ? 'path' : 'query')),
    ...Object.entries(body?.properties ?? {}).map(([name, schema]) => row(name, schema, body?.required?.includes(name) ?? false, 'body')),
  ];
  const table = fields.length === 0 ? '' : `<table><thead><tr><th>Field</th><th>In</th><th>Type</th><th>Needed</th></tr></thead><tbody>${fields.join('')}</tbody></table>`;
  return `<article><h3><code>${route.method} ${escape(route.path)}</code></h3><p>${escape(route.summary)}. For ${caller[route.audience]}.</p>${table}
<details><summary>Answer, status ${route.status}</summary><pre><code>${escape(reply ? typeOf(reply) : '')}</code></pre></details></article>`;
}

const row = (name: string, schema: Schema, needed: boolean, place: string): string =>
  `<tr><td><code>${escape(name)}</code></td><td>${place}</td><td><code>${escape(typeOf(schema))}</code></td><td>${needed ? 'yes' : 'no'}</td></tr>`;

/** A schema in the words of TypeScript. */
function typeOf(schema: Schema, indent = ''): string {
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return options.map((one) => typeOf(one, indent)).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
  if (schema.type === 'array') return `${typeOf(schema.items ?? {}, indent)}[]`;
  if (schema.properties) {
    const inner = `${indent}  `;
    const lines = Object.entries(schema.properties).map(([name, one]) => `${inner}${name}${schema.required?.includes(name) ? '' : '?'}: ${typeOf(one, inner)}`);
    return `{\n${lines.join('\n')}\n${indent}}`;
  }
  return [schema.type ?? 'any'].flat().join(' | ');
}

function problemTable(): string {
  const rows = Object.entries(problems).map(([code, one]) => `<tr><td><code>${code}</code></td><td>${one.status}</td><td>${escape(one.title)}</td></tr>`);
  return `<section aria-labelledby="problems"><h2 id="problems">problems</h2><p>Failures are <code>application/problem+json</code> with one of these codes.</p>
<table><thead><tr><th>Code</th><th>Status</th><th>Sentence</th></tr></thead><tbody>${rows.join('')}</tbody></table></section>`;
}
