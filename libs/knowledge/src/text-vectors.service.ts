import { createHash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { TextEngine, encoderName } from '#models';
import { Database } from '#platform';
import { readVectors, storeVectors, type StoredVector } from './text-vectors.sql.ts';

export interface TextVector {
  /** Below the top layer: where trained models start. */
  readonly pooled: Float32Array;
  /** The packaged encoder's vector, of length one. */
  readonly vector: Float32Array;
}

export interface VectorOptions {
  signal?: AbortSignal | undefined;
  /** Texts done so far, known ones included. */
  onProgress?: (done: number) => void;
}

/** Texts of one transaction: 7 kB each. */
const READ_TOGETHER = 1_000;
/** Few enough that a visitor's question, which goes first, waits for one such batch at most. */
const ENCODE_TOGETHER = 64;
const REPORT_EVERY = 1_000;
const REMEMBERED = 4_000;
const REMEMBERED_AT_ONCE = 1_000;

/** Vectors of a workspace's own texts, made once and stored, so that a restart does not make ten thousand again. */
@Injectable()
export class TextVectors {
  private readonly log = new Logger(TextVectors.name);
  private readonly remembered = new LRUCache<string, TextVector>({ max: REMEMBERED });

  constructor(private readonly db: Database, private readonly engine: TextEngine) {}

  /** @returns vectors in the order of the texts; null where there is no encoder. Problem `model_unavailable` when it died at work */
  async of(workspaceId: string, texts: readonly string[], options: VectorOptions = {}): Promise<TextVector[] | null> {
    if (!(await this.engine.usable())) return null;
    const found = new Map<string, TextVector>();
    for (const text of texts) {
      const known = this.remembered.get(keyOf(workspaceId, text));
      if (known) found.set(text, known);
    }
    const unknown = [...new Set(texts.filter((text) => !found.has(text)))];
    for (let start = 0; start < unknown.length; start += READ_TOGETHER) {
      await this.find(workspaceId, unknown.slice(start, start + READ_TOGETHER), found);
    }
    await this.make(workspaceId, unknown.filter((text) => !found.has(text)), found, options);
    // A whole data set would push out what visitors' questions need.
    if (unknown.length <= REMEMBERED_AT_ONCE) for (const text of unknown) this.remembered.set(keyOf(workspaceId, text), found.get(text));
    return texts.map((text) => found.get(text)!);
  }

  private async find(workspaceId: string, texts: readonly string[], found: Map<string, TextVector>): Promise<void> {
    const byDigest = new Map(texts.map((text) => [digestOf(text).toString('hex'), text]));
    const rows = await this.db.inWorkspace(workspaceId, (tx) => readVectors(tx, workspaceId, encoderName, texts.map(digestOf)));
    for (const row of rows) found.set(byDigest.get(row.textSha256.toString('hex'))!, { pooled: floats(row.pooled), vector: floats(row.vector) });
  }

  private async make(workspaceId: string, texts: readonly string[], found: Map<string, TextVector>, { signal, onProgress }: VectorOptions): Promise<void> {
    onProgress?.(found.size);
    for (let start = 0; start < texts.length; start += ENCODE_TOGETHER) {
      const batch = texts.slice(start, start + ENCODE_TOGETHER);
      const encoded = await this.engine.encode(workspaceId, batch, signal);
      const rows = batch.map((text, at): StoredVector => ({ textSha256: digestOf(text), pooled: bytes(encoded[at]!.pooled), vector: bytes(encoded[at]!.vector) }));
      await this.db.inWorkspace(workspaceId, (tx) => storeVectors(tx, workspaceId, encoderName, rows));
      batch.forEach((text, at) => found.set(text, { pooled: encoded[at]!.pooled, vector: encoded[at]!.vector }));
      onProgress?.(found.size);
      const done = start + batch.length;
      if (Math.floor(done / REPORT_EVERY) > Math.floor(start / REPORT_EVERY)) this.log.log({ event: 'knowledge.embedding', workspaceId, done, total: texts.length });
    }
  }
}

const keyOf = (workspaceId: string, text: string): string => `${workspaceId}|${text}`;
const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();
const bytes = (vector: Float32Array): Buffer => Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
/** A copy: the driver's buffer need not start at a multiple of four. */
const floats = (stored: Buffer): Float32Array => new Float32Array(Uint8Array.from(stored).buffer);
