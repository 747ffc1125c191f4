import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { Example, ImportReport } from '#contracts';
import { Database, Problem, newId } from '#platform';
import type { EntityManager } from 'typeorm';
import type { LabelledLine } from './check-line.ts';
import { insertExamples } from './examples.sql.ts';
import { offerIntents } from './importing.sql.ts';
import { labelOf } from './intent-keys.ts';
import { readLabelledFile } from './labelled-file.ts';
import { bumpRevision } from './revision.sql.ts';
import { textKey } from './text-key.ts';

/** Rows of one statement: far below the statement timeout. */
const TOGETHER = 2_000;
const LISTED_REJECTIONS = 1_000;
const LONGEST_SHOWN = 200;

export interface Import {
  content: string;
  part: Example['part'];
  source: Example['source'];
}

/** Takes files of labelled questions in, whole or not at all; lines that cannot be used are named. */
@Injectable()
export class Importing {
  private readonly log = new Logger(Importing.name);

  constructor(private readonly db: Database) {}

  /** @throws Problem `import_unreadable` when the file is neither CSV with our header nor JSON Lines, or has no line */
  async import(workspaceId: string, { content, part, source }: Import): Promise<ImportReport> {
    const { lines, rejected } = await readLabelledFile(content);
    if (lines.length + rejected.length === 0) throw new Problem('import_unreadable');
    const stored = await this.db.inWorkspace(workspaceId, (tx) => store(tx, workspaceId, lines, { part, source }));
    this.log.log({ event: 'knowledge.imported', workspaceId, part, imported: stored.imported, rejected: rejected.length });
    return {
      ...stored, duplicates: lines.length - stored.imported, rejectedTotal: rejected.length,
      rejected: rejected.slice(0, LISTED_REJECTIONS).map((one) => ({ ...one, text: shown(one.text) })),
    };
  }
}

async function store(tx: EntityManager, workspaceId: string, lines: readonly LabelledLine[], origin: Pick<Import, 'part' | 'source'>) {
  // First: imports into one workspace then wait for each other instead of meeting row by row in opposite orders.
  await bumpRevision(tx, workspaceId);
  const answers = new Map<string, string | null>();
  for (const { intent, answer } of lines) if (intent !== null) answers.set(intent, answers.get(intent) ?? answer);
  const intents = await offerIntents(tx, workspaceId, [...answers].map(([key, answer]) => ({ id: newId(), key, label: labelOf(key), answer })));
  let imported = 0;
  for (let start = 0; start < lines.length; start += TOGETHER) {
    const rows = lines.slice(start, start + TOGETHER).map(({ text, intent }) =>
      ({ id: newId(), intentId: intent === null ? null : intents.idOf.get(intent)!, text, normalised: textKey(text) }));
    imported += await insertExamples(tx, workspaceId, origin, rows);
    await nextTurn();
  }
  return { imported, newIntents: intents.made };
}

/** What a page can show: short, without signs that JSON or a database refuse. */
const shown = (text: string): string => [...text.slice(0, LONGEST_SHOWN)].join('').replace(/[\p{Surrogate}\u0000]/gu, '\uFFFD');
