import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { undeclaredHandlers } from '#accounts';
import { routes, type ProblemReply } from '#contracts';
import { startProduct, type TestProduct } from './support/product.ts';

describe('every route of the contracts', () => {
  let test: TestProduct;
  beforeAll(async () => {
    test = await startProduct();
  }, 60_000);
  afterAll(() => test.stop(), 60_000);

  it('has a handler', async () => {
    const missing: string[] = [];
    for (const route of routes) {
      const path = route.path.replace(/\{\w+\}/g, '0198c0de-0000-7000-8000-000000000000');
      const reply = await fetch(test.address + path, { method: route.method });
      const body = (await reply.json().catch(() => null)) as ProblemReply | null;
      // Before anybody claimed the installation a member's route says so; an address without a handler says 404.
      if (reply.status === 404 && !(route.audience === 'public' && body?.code === 'not_found')) missing.push(`${route.method} ${route.path}`);
    }
    expect(missing).toEqual([]);
  });

  it('says who may call it', () => {
    expect(undeclaredHandlers(test.product.app)).toEqual([]);
  });

  it('is described in the OpenAPI document', async () => {
    const described = (await (await fetch(`${test.address}/v1/openapi.json`)).json()) as { openapi: string; paths: Record<string, Record<string, unknown>> };
    expect(described.openapi).toBe('3.1.0');
    for (const route of routes) expect(described.paths[route.path]).toHaveProperty(route.method.toLowerCase());
  });

  it('stands on the page for readers', async () => {
    const reply = await fetch(`${test.address}/docs`, { headers: { accept: 'text/html' } });
    const page = await reply.text();
    expect(reply.headers.get('content-security-policy')).toContain("default-src 'none'");
    for (const route of routes) expect(page).toContain(route.path);
  });

  it('refuses fields that it does not know', async () => {
    const company = await test.company();
    const reply = await fetch(`${test.address}/v1/sites`, {
      method: 'POST', headers: { authorization: `Bearer ${company.apiKey}`, 'content-type': 'application/json' }, body: JSON.stringify({ name: 'Shop', workspaceId: company.session.workspace.id }),
    });
    expect(reply.status).toBe(400);
    expect(((await reply.json()) as ProblemReply).code).toBe('invalid_request');
  });
});
