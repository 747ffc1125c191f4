import { createHash } from 'node:crypto';
import type { ToolArgument } from '#contracts';
import type { ToolSpec } from '#models';
import { callTool, type ToolAnswer } from './call-tool.ts';
import { checkArguments, schemaOf, type ArgumentValue } from './check-arguments.ts';
import type { ToolConnections } from './tool-connections.ts';
import { VISITOR_ID, fillAddress, namesIn } from './tool-address.ts';
import type { ToolRow } from './tool.entity.ts';

/** In the body of a POST: the signed id of the visitor. */
export const VISITOR_FIELD = 'visitor_id';

const nothing = { ms: 0, status: null, shown: null };

/** On whose behalf, and in which turn, a tool is called. */
export interface Calling {
  /** Signed by the site; null for anonymous visitors. */
  visitorId: string | null;
  /** The same for the same call in the same turn: a server that heeds it does a thing once, however often the turn is tried. */
  turnKey: string;
  timeoutMs: number;
}

/** A tool with everything that it takes to call it. */
export class RunnableTool {
  readonly name: string;
  readonly sideEffects: boolean;
  /** It is for signed-in visitors. */
  readonly personal: boolean;
  readonly enabled: boolean;
  readonly timeoutMs: number;
  /** Of what a model is shown, in UTF-16 units. */
  readonly maxLength: number;
  readonly spec: ToolSpec;
  private readonly arguments: readonly ToolArgument[];

  constructor(private readonly row: ToolRow, private readonly headers: Readonly<Record<string, string>>, private readonly connections: ToolConnections) {
    this.name = row.name;
    this.sideEffects = row.sideEffects;
    this.personal = row.sideEffects || row.needsIdentity;
    this.enabled = row.enabled;
    this.timeoutMs = row.timeoutMs;
    this.maxLength = row.maxLength;
    this.arguments = row.arguments;
    this.spec = { name: row.name, description: row.description, parameters: schemaOf(row.arguments) };
  }

  /** Every outcome is in the answer, wrong arguments included. */
  async call(given: unknown, { visitorId, turnKey, timeoutMs }: Calling, signal: AbortSignal): Promise<ToolAnswer> {
    if (this.personal && visitorId === null) return { ...nothing, outcome: 'refused', detail: 'It is for signed-in visitors only.' };
    const asked = this.askedFor(given, visitorId);
    if ('outcome' in asked) return asked;
    const { url, values } = asked;
    const { method, fields, maxLength } = this.row;
    const key = createHash('sha256').update(JSON.stringify([turnKey, this.name, values])).digest('hex');
    // What is left of an answer's time has fractions, and a timer takes none.
    const withinMs = Math.max(1, Math.floor(Math.min(this.timeoutMs, timeoutMs)));
    return callTool({
      method, url, fields, maxLength, timeoutMs: withinMs, body: method === 'POST' ? this.bodyOf(values, visitorId) : null,
      headers: { ...this.headers, ...(method === 'POST' && { 'idempotency-key': key }) },
    }, this.connections, signal);
  }

  /** What would be asked for, looked at and not done. */
  rehearse(given: unknown): ToolAnswer {
    const asked = this.askedFor(given, 'rehearsal');
    return 'outcome' in asked ? asked : { ...nothing, outcome: 'rehearsed', detail: null };
  }

  private askedFor(given: unknown, visitorId: string | null): { url: string; values: Readonly<Record<string, ArgumentValue>> } | ToolAnswer {
    const checked = checkArguments(this.arguments, given);
    if (!checked.ok) return { ...nothing, outcome: 'invalid', detail: checked.problem };
    const url = fillAddress(this.row.url, { ...checked.values, ...(visitorId !== null && { [VISITOR_ID]: visitorId }) });
    return url === null ? { ...nothing, outcome: 'invalid', detail: 'An argument must not be empty or made of dots.' } : { url, values: checked.values };
  }

  private bodyOf(values: Readonly<Record<string, ArgumentValue>>, visitorId: string | null): string {
    const placed = namesIn(this.row.url);
    const others = Object.entries(values).filter(([name]) => !placed.includes(name));
    return JSON.stringify({ ...Object.fromEntries(others), ...(this.personal && { [VISITOR_FIELD]: visitorId }) });
  }
}
