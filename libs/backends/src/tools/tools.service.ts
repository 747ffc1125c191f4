import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { QueryFailedError, type EntityManager } from 'typeorm';
import type { InputOf, ReplyOf, Tool, changeTool, createTool, testTool } from '#contracts';
import { checkModelHost } from '#models';
import { Config, Database, Problem, newId, seal, secretKey, unseal } from '#platform';
import { RunnableTool, VISITOR_FIELD } from './runnable-tool.ts';
import { VISITOR_ID, faultOfAddress, namesIn } from './tool-address.ts';
import { ToolConnections } from './tool-connections.ts';
import { ToolRow } from './tool.entity.ts';
import { usersOfTools } from './tools.sql.ts';

/** How long a change by another process may stay unnoticed. */
const freshMs = 5_000;
const uniqueViolation = '23505';

type Draft = Omit<InputOf<typeof createTool>, 'headers'>;
type GivenHeaders = InputOf<typeof createTool>['headers'];

/** The tools of each workspace: their rows, and the calls that they stand for. */
@Injectable()
export class Tools implements OnModuleDestroy {
  private readonly log = new Logger(Tools.name);
  private readonly fresh = new LRUCache<string, readonly RunnableTool[]>({ max: 1_000, ttl: freshMs });
  private readonly connections: ToolConnections;
  private secret: Buffer | undefined;

  constructor(private readonly db: Database, private readonly config: Config) {
    this.connections = new ToolConnections(config.allowPrivateModelHosts);
  }

  onModuleDestroy(): Promise<void> {
    return this.connections.close();
  }

  list(workspaceId: string): Promise<Tool[]> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const rows = await tx.getRepository(ToolRow).find({ where: { workspaceId }, order: { name: 'ASC' } });
      const users = await usersOfTools(tx, workspaceId);
      return rows.map((row) => toolReply(row, users.get(row.name) ?? []));
    });
  }

  /** Those of the named tools that are there and switched on, in the order of the names. */
  async runnable(workspaceId: string, names: readonly string[]): Promise<RunnableTool[]> {
    if (names.length === 0) return [];
    const known = this.fresh.get(workspaceId) ?? await this.readAll(workspaceId);
    return names.flatMap((name) => known.find((tool) => tool.name === name && tool.enabled) ?? []);
  }

  /** @throws Problem `tool_taken`, `invalid_request`, `model_host_refused` */
  async create(workspaceId: string, { headers, ...draft }: InputOf<typeof createTool>): Promise<Tool> {
    await this.check(draft);
    const id = newId();
    return this.saving(workspaceId, id, async (tx) => {
      await tx.getRepository(ToolRow).insert({ ...draft, workspaceId, id, ...this.sealed(workspaceId, id, headers, {}) });
    });
  }

  /** @throws Problem `not_found`, `invalid_request`, `model_host_refused` */
  async change(workspaceId: string, { id, headers, ...changes }: InputOf<typeof changeTool>): Promise<Tool> {
    await this.check({ ...await this.row(workspaceId, id), ...changes });
    return this.saving(workspaceId, id, async (tx) => {
      // Read again: what is kept has to be of the host that the row names by now.
      const before = await tx.getRepository(ToolRow).findOne({ where: { workspaceId, id }, lock: { mode: 'pessimistic_write' } });
      if (!before) throw new Problem('not_found');
      const after = { ...before, ...changes };
      refuseFaults(after);
      const keeps = headers === undefined ? before.headerNames.length > 0 : headers.some(({ value }) => value === null);
      // A secret belongs to the host that it was given for: sent elsewhere it would be given away.
      if (keeps && originOf(after.url) !== originOf(before.url)) throw new Problem('invalid_request', { detail: 'Give the headers again when you change the host.' });
      const sealed = headers && this.sealed(workspaceId, id, headers, keeps ? this.keptOf(before) : {});
      if (sealed || Object.keys(changes).length > 0) await tx.getRepository(ToolRow).update({ workspaceId, id }, { ...changes, ...sealed });
    });
  }

  /** @throws Problem `not_found`, `tool_in_use` */
  async delete(workspaceId: string, id: string): Promise<void> {
    await this.db.inWorkspace(workspaceId, async (tx) => {
      const row = await tx.getRepository(ToolRow).findOneBy({ workspaceId, id });
      if (!row) throw new Problem('not_found');
      const [user] = (await usersOfTools(tx, workspaceId)).get(row.name) ?? [];
      if (user) throw new Problem('tool_in_use', { detail: `Version ${user.number} of ${user.backendName} names it.` });
      await tx.getRepository(ToolRow).delete({ workspaceId, id });
    });
    this.fresh.delete(workspaceId);
  }

  /** Calls it as a model would, whether it is switched on or not. Every failure is part of the reply. */
  async test(workspaceId: string, { id, arguments: given, visitorId }: InputOf<typeof testTool>, signal: AbortSignal): Promise<ReplyOf<typeof testTool>> {
    const tool = this.opened(await this.row(workspaceId, id));
    if (!tool) return { outcome: 'failed', ms: 0, status: null, shown: null, detail: unreadableHeaders };
    return tool.call(given, { visitorId, turnKey: randomUUID(), timeoutMs: tool.timeoutMs }, signal);
  }

  private async readAll(workspaceId: string): Promise<readonly RunnableTool[]> {
    const rows = await this.db.inWorkspace(workspaceId, (tx) => tx.getRepository(ToolRow).find({ where: { workspaceId } }));
    const all = rows.flatMap((row) => this.opened(row) ?? []);
    this.fresh.set(workspaceId, all);
    return all;
  }

  /** Null, with a line in the log, when its headers cannot be read: one tool is missing then, and not all. */
  private opened(row: ToolRow): RunnableTool | null {
    const headers = this.headersOf(row);
    if (headers) return new RunnableTool(row, headers, this.connections);
    this.log.warn({ event: 'tool.unreadable', workspaceId: row.workspaceId, tool: row.name });
    return null;
  }

  private async row(workspaceId: string, id: string): Promise<ToolRow> {
    const row = await this.db.inWorkspace(workspaceId, (tx) => tx.getRepository(ToolRow).findOneBy({ workspaceId, id }));
    if (!row) throw new Problem('not_found');
    return row;
  }

  private async check(tool: Draft): Promise<void> {
    refuseFaults(tool);
    await checkModelHost(originOf(tool.url), this.config.allowPrivateModelHosts);
  }

  private async saving(workspaceId: string, id: string, save: (tx: EntityManager) => Promise<void>): Promise<Tool> {
    try {
      return await this.db.inWorkspace(workspaceId, async (tx) => {
        await save(tx);
        const row = await tx.getRepository(ToolRow).findOneByOrFail({ workspaceId, id });
        return toolReply(row, (await usersOfTools(tx, workspaceId)).get(row.name) ?? []);
      });
    } catch (error) {
      if (error instanceof QueryFailedError && (error.driverError as { code?: string }).code === uniqueViolation) throw new Problem('tool_taken', { cause: error });
      throw error;
    } finally {
      this.fresh.delete(workspaceId);
    }
  }

  /** @param kept what is stored under a name whose value is not given */
  private sealed(workspaceId: string, id: string, headers: GivenHeaders, kept: Readonly<Record<string, string>>): Pick<ToolRow, 'headerNames' | 'sealedHeaders'> {
    const values = headers.map(({ name, value }): [string, string] => {
      const stored = value ?? kept[name];
      if (stored === undefined) throw new Problem('invalid_request', { detail: `The header ${name} has no value.` });
      return [name, stored];
    });
    const headerNames = values.map(([name]) => name);
    return { headerNames, sealedHeaders: values.length === 0 ? null : seal(this.secretKey(), purposeOf(workspaceId, id), JSON.stringify(Object.fromEntries(values))) };
  }

  private keptOf(row: ToolRow): Record<string, string> {
    const headers = this.headersOf(row);
    if (!headers) throw new Problem('invalid_request', { detail: unreadableHeaders });
    return headers;
  }

  /** Null when they were sealed with a secret key that this installation has no more. */
  private headersOf({ workspaceId, id, sealedHeaders }: ToolRow): Record<string, string> | null {
    if (!sealedHeaders) return {};
    const secret = this.secretKey();
    try {
      return JSON.parse(unseal(secret, purposeOf(workspaceId, id), sealedHeaders)) as Record<string, string>;
    } catch {
      return null;
    }
  }

  private secretKey(): Buffer {
    return (this.secret ??= secretKey(this.config));
  }
}

const purposeOf = (workspaceId: string, id: string): string => `${workspaceId}|tool|${id}`;
/** Of an address that was checked. */
const originOf = (url: string): string => /^https?:\/\/[^/?]+/i.exec(url)?.[0].toLowerCase() ?? '';

const unreadableHeaders = 'What its headers hold cannot be read with the secret key of this installation. Give them again.';

function refuseFaults(tool: Draft): void {
  const fault = faultOf(tool);
  if (fault !== null) throw new Problem('invalid_request', { detail: fault });
}

function faultOf({ method, url, arguments: all, needsIdentity, sideEffects }: Draft): string | null {
  if (namesIn(url).includes(VISITOR_ID) && !needsIdentity && !sideEffects) return 'The address names {visitor.id}: the tool has to be for signed-in visitors only.';
  if (method === 'POST' && all.some(({ name }) => name === VISITOR_FIELD)) return `"${VISITOR_FIELD}" is filled in with the signed id and can be no argument.`;
  if (sideEffects && method === 'GET') return 'What changes something is a POST: a GET may be sent twice, or by a cache.';
  return faultOfAddress(url, all);
}

function toolReply(row: ToolRow, usedBy: Tool['usedBy']): Tool {
  const { id, name, description, arguments: all, method, url, headerNames, timeoutMs, fields, maxLength, sideEffects, needsIdentity, enabled, createdAt } = row;
  return { id, name, description, arguments: all, method, url, timeoutMs, fields, maxLength, sideEffects, needsIdentity, enabled, headers: headerNames.map((header) => ({ name: header })), usedBy, createdAt: createdAt.toISOString() };
}
