import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { Logger } from '@nestjs/common';
import type { BackendKind, Citation, GuardFinding, PromptPack } from '#contracts';
import type { Knowledge, RankedPassage } from '#knowledge';
import { ModelFailed, type Catalogue, type ChatTurn, type HostingClock, type TextEngine } from '#models';
import { SUSPICIOUS, injectionScore } from '#textmodels';
import { AnswerText } from './answer-text.ts';
import { sentences } from './embedded-sentences.ts';
import { languageContext, noContext, type ContextParts, type LanguageContext } from './language-context.ts';
import { ModelRounds, type RoundsParts } from './model-rounds.ts';
import { personOffered, wantsPerson } from './offered-person.ts';
import { PackExamples } from './pack-examples.ts';
import { languageOf } from './plain-message.ts';
import { PromptLeaked } from './prompt-leaked.ts';
import { variableValues } from './prompt-variables.ts';
import { chatMessages, examplesBudget, systemPrompt, tunedSystemPrompt, type PromptValues, type Room } from './render-prompt.ts';
import { smallTalkAnswer } from './small-talk.ts';
import { Spending } from './spending.ts';
import type { RunnableTool } from './tools/runnable-tool.ts';
import { TurnTools } from './tools/turn-tools.ts';
import type { Backend, BackendEvent, Turn } from './turn.ts';

const temperature = 0.2;
const connectMs = 5_000;
const longestSnippet = 300;
const log = new Logger('LanguageBackend');

export interface LanguageParts {
  versionId: string;
  kind: BackendKind;
  model: string;
  /** Null for a tuned model, which is shown nothing. */
  pack: PromptPack | null;
  /** The system message that a tuned model learnt with; null where nobody knows. */
  learntSystem: string | null;
  catalogue: Catalogue;
  knowledge: Knowledge;
  engine: TextEngine;
  hosting: HostingClock;
  excluded: ContextParts['excluded'];
  /** Those of the named tools that are there and switched on. */
  tools: (workspaceId: string, names: readonly string[]) => Promise<readonly RunnableTool[]>;
  company: (workspaceId: string) => Promise<string>;
  random: () => number;
}

/** A question with all that its answer is made of. */
interface Prepared extends RoundsParts {
  passages: readonly RankedPassage[];
  /** Something is written down, and neither the help centre nor the approved answers hold anything on the question. */
  foundNothing: boolean;
  /** What the company calls a request for a person; null where the question is none, or it has no name for that. */
  intent: string | null;
  suspicious: boolean;
}

/** Answers by a language model: a prompt pack rendered to a chat, or a tuned model with next to nothing. */
export class LanguageBackend implements Backend {
  readonly versionId: string;
  readonly kind: BackendKind;
  readonly engine = 'language_model';
  private readonly examples: PackExamples | null;
  /**
   * The same in all prompts of this version, so that providers may keep what they have read of them. It begins with a sign
   * with which words hardly end: an end that may be its beginning waits. A tuned model has no instructions to tell.
   */
  private readonly canary: string;

  constructor(private readonly parts: LanguageParts) {
    this.versionId = parts.versionId;
    this.kind = parts.kind;
    this.examples = parts.pack && new PackExamples(parts.knowledge, parts.pack);
    this.canary = parts.pack ? `q${randomBytes(10).toString('hex')}` : '';
  }

  async *answer(turn: Turn, signal: AbortSignal): AsyncGenerator<BackendEvent, void, undefined> {
    yield { type: 'start', engine: this.engine, model: this.parts.model };
    signal.throwIfAborted();
    const asked = await this.prepare(turn, signal);
    const { text, passages, spending, intent } = asked;
    try {
      yield* new ModelRounds(asked).answer(signal);
      if (text.leaked) throw new PromptLeaked();
      for (const position of text.cited) yield { type: 'citation', citation: citationOf(passages[position]!) };
      yield* guarded(asked);
      const reason = personOffered({ turn, ...asked });
      if (reason !== null) yield { type: 'hand_over', reason };
      yield { type: 'end', result: reason === null ? 'answered' : 'offered_person', intent, confidence: intent === null ? null : 1, language: languageOf(turn) };
    } catch (error) {
      if (error instanceof ModelFailed && error.usage) yield await spending.add(error.usage);
      if (error instanceof ModelFailed || text.leaked) {
        yield* guarded(asked);
        if (!signal.aborted) yield { type: 'hand_over', reason: 'failure' };
      }
      throw text.leaked ? new PromptLeaked({ cause: error }) : error;
    }
  }

  async rendered(turn: Turn, signal: AbortSignal): Promise<ChatTurn[]> {
    const { request } = await this.prepare(turn, signal);
    // Whoever knows the canary can have the instructions told around it.
    return request.messages.map((message) => (message.role === 'system' && this.canary !== '' ? { ...message, content: message.content.replaceAll(this.canary, '(secret)') } : message));
  }

  private async prepare(turn: Turn, signal: AbortSignal): Promise<Prepared> {
    const { pack, company, catalogue, model, hosting, random } = this.parts;
    const { firstTokenMs, idleMs, totalMs, maxTokens } = turn.limits;
    const begun = performance.now();
    const leftMs = (): number => totalMs - (performance.now() - begun);
    const [asked, name, tools, intent] = await Promise.all([catalogue.chat(turn.workspaceId, model), company(turn.workspaceId), this.toolsOf(turn, leftMs), this.intentOf(turn)]);
    const chat = turn.metered?.(asked) ?? asked;
    const room = { contextWindow: chat.contextWindow, maxTokens, taken: tools?.length ?? 0 };
    const { passages, examples, looked } = await this.contextOf(turn, room, signal);
    const values: PromptValues = { ...await variableValues(pack?.variables, turn.arrival), company: name, date: new Date().toISOString().slice(0, 10) };
    const suspicious = injectionScore(turn.text).score >= SUSPICIOUS;
    const rules = tools && { names: tools.specs.map((spec) => spec.name), acting: tools.acting, withheld: tools.withheld };
    const system = pack
      ? systemPrompt({ pack, values, passages, examples, boundary: randomBytes(9).toString('base64url'), canary: this.canary, suspicious, tools: rules })
      : this.parts.learntSystem ?? tunedSystemPrompt(values);
    return {
      chat, request: { messages: chatMessages(system, turn, room), maxTokens, temperature, limits: { connectMs, firstTokenMs, idleMs, totalMs }, ...(turn.times && { times: turn.times }) },
      text: new AnswerText(passages.map(sourceOf), this.canary, wantsPerson(turn) ? sentences.smallTalk.person : sentences.outOfScope),
      spending: new Spending({ workspaceId: turn.workspaceId, chat, hosting, random }), tools, leftMs, passages, foundNothing: looked && pack?.useKnowledge === true && passages.length + examples.length === 0, intent, suspicious,
    };
  }

  /** A request for a person has the intent that the built-in engine gives it: whoever counts what was not understood leaves it out. */
  private async intentOf(turn: Turn): Promise<string | null> {
    if (!wantsPerson(turn)) return null;
    return smallTalkAnswer('person', (await this.parts.knowledge.indexOf(turn.workspaceId)).intents).intent;
  }

  /** Who the visitor is is asked only where a tool may want to know. */
  private async toolsOf(turn: Turn, leftMs: () => number): Promise<TurnTools | null> {
    const tools = await this.parts.tools(turn.workspaceId, this.parts.pack?.tools ?? []);
    if (tools.length === 0) return null;
    const visitor = tools.some(({ personal }) => personal) ? await turn.visitor?.() : null;
    return new TurnTools({ tools, turn, visitorId: visitor?.id ?? null, leftMs });
  }

  private async contextOf(turn: Turn, room: Room, signal: AbortSignal): Promise<LanguageContext> {
    const { pack } = this.parts;
    if (!pack || !this.examples) return noContext;
    const context = await languageContext(turn, pack, this.examples, this.parts, { examples: examplesBudget(room) }, signal);
    const { conversationId } = turn;
    if (context.examples.length > 0) log.log({ event: 'answer.examples', conversationId, backendVersionId: this.versionId, exampleIds: context.examples.map(({ id }) => id) });
    return context;
  }
}

function* guarded({ text, suspicious, tools }: Prepared): Generator<BackendEvent, void, undefined> {
  const findings: GuardFinding[] = [...(suspicious || tools?.suspicious ? ['injection' as const] : []), ...text.findings];
  if (findings.length > 0) yield { type: 'guarded', findings };
}

const sourceOf = ({ passage: { title, heading, text, questions } }: RankedPassage): string => [title, heading ?? '', ...questions, text].join('\n');

function citationOf({ passage }: RankedPassage): Citation {
  const { articleId, slug, title, heading, version: articleVersion, start, end, text } = passage;
  return { articleId, slug, title, heading, articleVersion, start, end, snippet: text.slice(0, longestSnippet) };
}
