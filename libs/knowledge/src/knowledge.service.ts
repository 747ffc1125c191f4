import { Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { commonEnglishWords } from '#models';
import { Database } from '#platform';
import { cuesOf, indexRows, type KnowledgeIndex } from './knowledge-index.ts';
import { readKnowledge } from './knowledge-index.sql.ts';
import { quoteFrom, sentencesOf, type Quote } from './quote.ts';
import { readRevision } from './revision.sql.ts';
import { rankPassages, type RankedPassage } from './search.ts';
import { readWeights } from './search-learning.sql.ts';
import { TextVectors } from './text-vectors.service.ts';

/** Workspaces whose index stays in memory. */
const REMEMBERED = 50;
/** How long a change of another process may stay unnoticed. */
const CHECK_AFTER_MS = 1_000;
/** Of the likeliest article: passages that a quote is chosen from. */
const QUOTED_PASSAGES = 8;

/** What a quote is to answer. */
export interface Asked {
  text: string;
  /** Null: words alone decide. */
  vector: Float32Array | null;
  /** What was said just before. */
  said?: string;
}

interface Shelf {
  index: KnowledgeIndex;
  checkedAt: number;
  /** The next index, while it is being built. */
  building: Promise<KnowledgeIndex> | null;
}

/** What workspaces know, ready to be asked. */
@Injectable()
export class Knowledge {
  private readonly log = new Logger(Knowledge.name);
  private readonly shelves = new LRUCache<string, Shelf>({ max: REMEMBERED });
  private readonly first = new Map<string, Promise<KnowledgeIndex>>();

  constructor(private readonly db: Database, private readonly vectors: TextVectors) {}

  /** Everything as of a second ago or later, except that the old index goes on serving while a new one is built. */
  async indexOf(workspaceId: string): Promise<KnowledgeIndex> {
    const shelf = this.shelves.get(workspaceId);
    if (!shelf) return this.firstOf(workspaceId);
    if (shelf.building === null && Date.now() - shelf.checkedAt >= CHECK_AFTER_MS) {
      shelf.checkedAt = Date.now();
      if (await this.isStale(shelf.index)) {
        this.rebuild(shelf).catch((error: unknown) => this.log.error({ event: 'knowledge.index_failed', workspaceId }, error));
      }
    }
    return shelf.index;
  }

  /** Everything as of now: waits for the new index. */
  async freshIndexOf(workspaceId: string): Promise<KnowledgeIndex> {
    for (;;) {
      const shelf = this.shelves.get(workspaceId);
      const index = shelf ? await (shelf.building ?? shelf.index) : await this.firstOf(workspaceId);
      if (!(await this.isStale(index))) return index;
      const standing = this.shelves.get(workspaceId);
      if (standing && standing.building === null) await this.rebuild(standing);
    }
  }

  /** Passages for a question, best first. @param vector of the question; null: words alone */
  search(index: KnowledgeIndex, text: string, vector: Float32Array | null, limit?: number): RankedPassage[] {
    return rankPassages(index, text, vector, limit);
  }

  /**
   * One to three sentences, word for word, that answer a question, from its likeliest article. Sentences are embedded when
   * they are first looked at.
   *
   * @returns null when the article holds none
   */
  async quote(index: KnowledgeIndex, passages: readonly RankedPassage[], asked: Asked, signal?: AbortSignal): Promise<Quote | null> {
    const { text, vector, said } = asked;
    const best = passages[0]?.passage.articleId;
    const nearest = passages.filter(({ passage }) => passage.articleId === best).slice(0, QUOTED_PASSAGES);
    const sentences = sentencesOf(nearest);
    const made = vector === null ? null : await this.vectorsOf(index, sentences, signal);
    if (vector === null || made === null) return quoteFrom(nearest, text, { said });
    const known = new Map(sentences.map((sentence, at) => [sentence, made[at]!]));
    return quoteFrom(nearest, text, { said, embed: (sentence) => known.get(sentence) ?? vector });
  }

  /** Unit vectors of the workspace's own texts, made when first asked for, stored after; null where there is no encoder. */
  async vectorsOf({ workspaceId }: Pick<KnowledgeIndex, 'workspaceId'>, texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[] | null> {
    const made = await this.vectors.of(workspaceId, texts, { signal });
    return made?.map(({ vector }) => vector) ?? null;
  }

  private isStale({ workspaceId, revision, learnings }: KnowledgeIndex): Promise<boolean> {
    return this.db.inWorkspace(workspaceId, async (tx) =>
      (await readRevision(tx, workspaceId)) !== revision || (await readWeights(tx, workspaceId)).number !== learnings);
  }

  private firstOf(workspaceId: string): Promise<KnowledgeIndex> {
    const begun = this.first.get(workspaceId);
    if (begun) return begun;
    const building = this.build(workspaceId, new Map())
      .then((index) => {
        this.shelves.set(workspaceId, { index, checkedAt: Date.now(), building: null });
        return index;
      })
      .finally(() => this.first.delete(workspaceId));
    this.first.set(workspaceId, building);
    return building;
  }

  private async rebuild(shelf: Shelf): Promise<void> {
    shelf.building = this.build(shelf.index.workspaceId, shelf.index.cueVectors);
    try {
      shelf.index = await shelf.building;
      shelf.checkedAt = Date.now();
    } finally {
      shelf.building = null;
    }
  }

  private async build(workspaceId: string, known: ReadonlyMap<string, Float32Array>): Promise<KnowledgeIndex> {
    const rows = await this.db.inWorkspace(workspaceId, (tx) => readKnowledge(tx, workspaceId));
    const english = await commonEnglishWords();
    const indexed = indexRows(workspaceId, rows, (word) => english.has(word));
    const cues = cuesOf(indexed.passages);
    const cueVectors = new Map(cues.flatMap((cue) => (known.has(cue) ? [[cue, known.get(cue)!] as const] : [])));
    const missing = cues.filter((cue) => !cueVectors.has(cue));
    const embedded = this.embed(workspaceId, missing, cueVectors);
    return { ...indexed, cueVectors, embedded };
  }

  /** Behind the index's back: until the vectors are there, words decide alone. */
  private async embed(workspaceId: string, cues: readonly string[], into: Map<string, Float32Array>): Promise<void> {
    try {
      const made = await this.vectorsOf({ workspaceId }, cues);
      made?.forEach((vector, at) => into.set(cues[at]!, vector));
    } catch (error) {
      this.log.warn({ event: 'knowledge.not_embedded', workspaceId, texts: cues.length }, error);
    }
  }
}
