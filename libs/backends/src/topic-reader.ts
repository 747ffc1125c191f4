import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Knowledge } from '#knowledge';
import { TextEngine } from '#models';
import { CpuMeter } from './cpu-meter.ts';
import { intentCues } from './intent-cues.ts';
import { PackExamples } from './pack-examples.ts';
import { languageOf } from './plain-message.ts';
import { QuestionReader } from './question-reader.ts';
import { PromptRecogniser } from './recognisers.ts';

const WORKSPACES = 100;

/** What a first message is about, and in which language it is asked. */
export interface ReadTopic {
  /** Key of the intent whose labelled questions it is most like, or `oos`; null where a workspace has labelled nothing. */
  topic: string | null;
  /** As in ISO 639-1; null where nothing tells. */
  language: string | null;
}

/**
 * Reads first messages in one and the same way whichever variant answers them: by the frozen encoder and all labelled
 * questions of the workspace, never by a variant's own model. So a topic is known before the variant does anything, and
 * results may be split by it.
 */
@Injectable()
export class TopicReader {
  private readonly recognisers = new LRUCache<string, PromptRecogniser>({ max: WORKSPACES });

  constructor(private readonly knowledge: Knowledge, private readonly engine: TextEngine) {}

  /** In the order of the texts. @throws the signal's reason once it aborts */
  async read(workspaceId: string, texts: readonly string[], signal: AbortSignal): Promise<ReadTopic[]> {
    const index = await this.knowledge.indexOf(workspaceId);
    const asked = texts.map((text) => ({ text, language: languageOf({ text, history: [] }) }));
    // Nothing to be like: the encoder is not even started.
    if (index.examples.length === 0) return asked.map(({ language }) => ({ topic: null, language }));
    const recognise = await this.recogniserOf(workspaceId).of(index);
    const topics: ReadTopic[] = [];
    for (const { text, language } of asked) {
      const reader = new QuestionReader({ workspaceId, engine: this.engine, index, recognise, language, meter: new CpuMeter(), signal });
      const [read] = await reader.consider([text]);
      topics.push({ topic: read?.recognition.ranked[0]?.label ?? null, language });
    }
    return topics;
  }

  private recogniserOf(workspaceId: string): PromptRecogniser {
    const known = this.recognisers.get(workspaceId);
    if (known) return known;
    const recogniser = new PromptRecogniser(new PackExamples(this.knowledge, { examplesPerIntent: null, exampleSeed: 1 }, intentCues({ useKnowledge: true })));
    this.recognisers.set(workspaceId, recogniser);
    return recogniser;
  }
}
