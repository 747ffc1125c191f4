import type { BackendEvent, Turn } from '#backends';
import type { ChatEvent, ChatMessage, Citation, ClarifyOption, GuardFinding, ToolCall } from '#contracts';
import { freshMessage } from './message-row.ts';
import type { OverheadPart } from './overhead.ts';
import type { PendingReply } from './pending-reply.ts';
import type { Ending } from './replies.sql.ts';

/** Least time between two frames: the first piece leaves at once, and so does each that comes so long after the frame before. */
const FRAME_MS = 40;
/** Longest answer, in UTF-16 units. */
const LONGEST_ANSWER = 16_000;

export type Emit = (event: ChatEvent) => void;

/** Who answers, when it is not the assigned backend. */
export interface Served {
  variantId: string | null;
  backendVersionId: string | null;
  engine: string | null;
  fallbackReason: string | null;
}

/** What an answer has become so far, in memory, and how it reaches the tabs: in frames. */
export class RunningReply {
  /** What tabs have been sent; always a beginning of `received`. */
  shown = '';
  readonly citations: Citation[] = [];
  options: ClarifyOption[] = [];
  offersPerson = false;
  guard: GuardFinding[] = [];
  readonly toolCalls: ToolCall[] = [];
  served: Served;
  firstTokenMs: number | null = null;
  usage = { inputTokens: 0, outputTokens: 0, costMicroUsd: 0 };
  end: Omit<Extract<BackendEvent, { type: 'end' }>, 'type'> | null = null;
  error: { code: string } | null = null;
  tooLong = false;
  /** By attempts that another one began anew after. */
  private paid = this.usage;
  private received = '';
  private carry = '';
  private timer: NodeJS.Timeout | undefined;
  private silent = false;
  /** When the model was asked, and when it said something last. */
  readonly times: NonNullable<Turn['times']> = {};
  /** When the oldest piece that waits for its frame came in; undefined when none does, or no language model said it. */
  private waitsSince: number | undefined;

  constructor(readonly reply: PendingReply, private readonly emit: Emit, private readonly now: () => number, private readonly observe: (part: OverheadPart, ms: number) => void) {
    this.served = { variantId: reply.whose.variantId, backendVersionId: reply.whose.backendVersionId, engine: null, fallbackReason: null };
  }

  /** Since the question came in. */
  elapsedMs(): number {
    return Math.max(0, Math.round(this.now() - this.reply.since));
  }

  /** Another backend begins anew; nothing of the first was shown. */
  restart(served: Served): void {
    this.served = served;
    this.error = null;
    this.end = null;
    this.offersPerson = false;
    // What the first one saw and cost stays true.
    this.paid = this.usage;
    this.options = [];
    this.citations.length = 0;
  }

  get failed(): boolean {
    return this.error !== null || this.end === null;
  }

  /** Tells the tabs that an answer is on its way; also that a new attempt begins with empty hands. */
  announce(): void {
    this.tell({ type: 'message', conversationId: this.reply.conversationId, message: this.view('pending') });
  }

  take(event: BackendEvent): void {
    switch (event.type) {
      case 'start': {
        this.served.engine = event.engine;
        // A policy's own choice is no fallback: the assigned version says who answers for it.
        this.served.backendVersionId = event.servedBy ?? this.served.backendVersionId;
        break;
      }
      case 'delta': this.append(event.text); break;
      case 'citation': this.citations.push(event.citation); break;
      case 'clarify': this.options = event.options; break;
      case 'hand_over': this.offersPerson = true; break;
      case 'usage': {
        const { inputTokens, outputTokens, costMicroUsd } = event;
        const { paid } = this;
        this.usage = { inputTokens: paid.inputTokens + inputTokens, outputTokens: paid.outputTokens + outputTokens, costMicroUsd: paid.costMicroUsd + costMicroUsd };
        break;
      }
      case 'guarded': this.guard = [...new Set([...this.guard, ...event.findings])]; break;
      case 'error': this.error = { code: event.code }; break;
      case 'end': this.end = event; break;
      // Tools are run by the backend itself; tabs see their effect, and the team what was asked for.
      case 'tool_call': {
        const { name, arguments: given, outcome, ms } = event;
        this.toolCalls.push({ name, arguments: given, outcome, ms });
        break;
      }
    }
  }

  /** The message as every tab should have it now. */
  view(state: ChatMessage['state'] = this.shown === '' ? 'pending' : 'streaming'): ChatMessage {
    const { id, seq, attempt, createdAt } = this.reply;
    const { citations, options, offersPerson } = this;
    return freshMessage({ id, seq, attempt, createdAt, role: 'assistant', text: this.shown, state, citations: [...citations], options, offersPerson });
  }

  /** Sends what was gathered. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const text = this.received.slice(this.shown.length);
    if (text === '' || this.silent) return;
    const { id: messageId, conversationId, attempt } = this.reply;
    const offset = this.shown.length;
    this.shown = this.received;
    this.measure(offset === 0);
    this.tell({ type: 'delta', conversationId, messageId, attempt, offset, text });
    this.timer = setTimeout(() => this.flush(), FRAME_MS);
  }

  /** From now on tabs hear nothing more of this answer's text. */
  silence(): void {
    this.silent = true;
    clearTimeout(this.timer);
  }

  finish(ending: Ending): void {
    this.silence();
    this.shown = ending.text;
    this.offersPerson = ending.offersPerson;
    const { conversationId } = this.reply;
    this.emit({ type: 'finished', conversationId, message: this.view(ending.state), textLength: ending.text.length });
  }

  private measure(first: boolean): void {
    if (first && this.times.sentAt !== undefined) this.observe('sent', this.times.sentAt - this.reply.since);
    if (this.waitsSince !== undefined) this.observe(first ? 'first_frame' : 'relay', this.now() - this.waitsSince);
    this.waitsSince = undefined;
  }

  private append(piece: string): void {
    // A pair of surrogates may be cut between two pieces; half of it cannot be stored.
    const text = this.carry + piece.replaceAll('\u0000', '');
    const cut = /[\ud800-\udbff]$/.test(text) ? text.length - 1 : text.length;
    this.carry = text.slice(cut);
    const whole = wellFormed(text.slice(0, cut));
    if (whole === '') return;
    this.received += whole;
    this.waitsSince ??= this.times.pieceAt;
    if (this.received.length > LONGEST_ANSWER) {
      this.tooLong = true;
      this.received = wellFormed(this.received.slice(0, LONGEST_ANSWER));
    }
    this.firstTokenMs ??= this.elapsedMs();
    // While the timer of the frame before runs, pieces gather; one that comes later than that waits for nothing.
    if (this.timer === undefined) this.flush();
  }

  private tell(event: ChatEvent): void {
    if (!this.silent) this.emit(event);
  }
}

const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');
