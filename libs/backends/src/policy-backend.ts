import type { Policy } from '#contracts';
import type { ChatTurn } from '#models';
import type { Engine } from './catalogue-keys.ts';
import type { TopicReader } from './topic-reader.ts';
import type { Backend, BackendEvent, Turn } from './turn.ts';

export interface PolicyParts {
  versionId: string;
  policy: Policy;
  engine: Engine;
  topics: Pick<TopicReader, 'read'>;
  open: (workspaceId: string, versionId: string) => Promise<Backend>;
}

/**
 * Hands each conversation to the version that its policy names for the topic of the first message. Whoever answered the
 * conversation first answers on, so that nobody meets two approaches, whatever is asked later or labelled meanwhile.
 * What goes wrong there goes wrong here: nobody else steps in.
 */
export class PolicyBackend implements Backend {
  readonly versionId: string;
  readonly kind = 'hybrid';
  readonly engine: Engine;
  private readonly byTopic: ReadonlyMap<string, string>;
  private readonly named: ReadonlySet<string>;

  constructor(private readonly parts: PolicyParts) {
    const { versionId, engine, policy: { topics, otherwise } } = parts;
    this.versionId = versionId;
    this.engine = engine;
    this.byTopic = new Map(topics.map(({ topic, backendVersionId }) => [topic, backendVersionId]));
    this.named = new Set([otherwise, ...this.byTopic.values()]);
  }

  async *answer(turn: Turn, signal: AbortSignal): AsyncGenerator<BackendEvent, void, undefined> {
    const chosen = await this.chosenFor(turn, signal);
    for await (const event of chosen.answer(turn, signal)) yield event.type === 'start' ? { ...event, servedBy: chosen.versionId } : event;
  }

  async rendered(turn: Turn, signal: AbortSignal): Promise<ChatTurn[]> {
    const chosen = await this.chosenFor(turn, signal);
    return (await chosen.rendered?.(turn, signal)) ?? [];
  }

  private async chosenFor(turn: Turn, signal: AbortSignal): Promise<Backend> {
    const { policy, topics, open } = this.parts;
    const { text, servedBy } = await this.openingOf(turn);
    if (servedBy !== null && this.named.has(servedBy)) return open(turn.workspaceId, servedBy);
    const [read] = await topics.read(turn.workspaceId, [text], signal);
    return open(turn.workspaceId, this.byTopic.get(read?.topic ?? '') ?? policy.otherwise);
  }

  private async openingOf({ text, history, opening }: Turn): Promise<{ text: string; servedBy: string | null }> {
    if (history.length > 0 && opening) return opening(this.versionId);
    return { text: history.find(({ role }) => role === 'visitor')?.text ?? text, servedBy: null };
  }
}
