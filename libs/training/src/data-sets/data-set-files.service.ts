import { Injectable } from '@nestjs/common';
import { dataSetFormats, type DataSetFormat, type DataSetPart, type DataSetTurn, type ReplyOf, type listDataSetTurns } from '#contracts';
import { Database, Problem } from '#platform';
import { DataSetRow } from './data-set.entity.ts';
import { readTexts, readTurns } from './data-sets.sql.ts';
import { sha256, sourcesOf } from './manifest.ts';
import { wordedTurns, type Worded } from './worded-turns.ts';
import { writeFile, type Written } from './write-file.ts';

export interface DataSetFile {
  name: string;
  content: string;
  sha256: string;
}

/** Fits into memory next to what is made of it. */
const TURNS_AT_ONCE = 2_000;

/** The words of data sets: read from the messages and redacted again each time, so that nothing outlives its deletion. */
@Injectable()
export class DataSetFiles {
  constructor(private readonly db: Database) {}

  /** @throws Problem `not_found`, `data_set_unfinished`, `no_such_file` */
  async file(workspaceId: string, { id, format, part }: { id: string; format: DataSetFormat; part: DataSetPart }): Promise<DataSetFile> {
    const row = await this.built(workspaceId, id);
    const { method, systemPrompt } = row.filters;
    if (!dataSetFormats[method].includes(format)) throw new Problem('no_such_file');
    const written: Written[] = [];
    for (let after = 0; ;) {
      const page = await this.page(workspaceId, id, { part, after, limit: TURNS_AT_ONCE });
      written.push(...page.flatMap(({ turn, example }) => (example ? [{ ...turn, at: turn.askedAt, example }] : [])));
      if (page.length < TURNS_AT_ONCE) break;
      after = page.at(-1)!.turn.number;
    }
    const content = writeFile(format, method, systemPrompt, written);
    return { name: `${slugOf(row.name)}-${part}.${format}.${format === 'csv' ? 'csv' : 'jsonl'}`, content, sha256: sha256(content) };
  }

  /** @throws Problem `not_found`, `data_set_unfinished` */
  async turns(workspaceId: string, { id, part, after, limit }: { id: string; part?: DataSetPart | undefined; after: number; limit: number }): Promise<ReplyOf<typeof listDataSetTurns>> {
    const { manifest } = await this.built(workspaceId, id);
    const total = (manifest?.parts ?? []).filter((one) => part === undefined || one.part === part).reduce((sum, { turns }) => sum + turns, 0);
    const page = await this.page(workspaceId, id, { part: part ?? null, after, limit: limit + 1 });
    const items = page.slice(0, limit).map(replyOf);
    return { items, total, next: page.length > limit ? items.at(-1)!.number : null };
  }

  private async built(workspaceId: string, id: string): Promise<DataSetRow> {
    const row = await this.db.inWorkspace(workspaceId, (tx) => tx.findOneBy(DataSetRow, { workspaceId, id }));
    if (!row) throw new Problem('not_found');
    if (row.state !== 'done') throw new Problem('data_set_unfinished');
    return row;
  }

  /** Redacted when the connection is given back: that takes a while. */
  private async page(workspaceId: string, id: string, where: { part: DataSetPart | null; after: number; limit: number }): Promise<Worded[]> {
    const { turns, texts } = await this.db.inWorkspace(workspaceId, async (tx) => {
      const found = await readTurns(tx, workspaceId, id, where);
      return { turns: found, texts: await readTexts(tx, workspaceId, found.filter(({ erased }) => !erased).flatMap(sourcesOf)) };
    });
    return wordedTurns(turns, texts);
  }
}

function replyOf({ turn, example }: Worded): DataSetTurn {
  const { number, part, conversationId, why, weight, marks, intent, askedAt } = turn;
  return { number, part, conversationId, messageIds: sourcesOf({ ...turn, duelId: null }), why, weight, marks, intent, askedAt: askedAt.toISOString(), example };
}

const slugOf = (name: string): string => name.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 60) || 'data-set';
