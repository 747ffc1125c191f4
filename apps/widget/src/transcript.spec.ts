import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import type { Chat, ChatEvent, ChatMessage, Transcript as Page } from '#contracts';
import { hasGap, hear, nothingYet, read, resumeAfter, type Transcript } from './transcript.ts';

const conversationId = '0190a000-0000-7000-8000-000000000001';
const at = '2026-01-01T00:00:00.000Z';
const idOf = (seq: number): string => `0190a000-0000-7000-8000-${String(seq).padStart(12, '0')}`;
const chat = (lastSeq: number): Chat => ({ id: conversationId, state: 'bot', lastSeq, queuePosition: null, teamAway: false, email: null, rated: false, createdAt: at });
const message = (seq: number, rest: Partial<ChatMessage> = {}): ChatMessage => ({
  id: idOf(seq), seq, role: seq % 2 ? 'visitor' : 'assistant', text: `question ${seq}`, state: 'complete', attempt: 1, clientMessageId: null,
  authorName: null, citations: [], options: [], offersPerson: false, thumb: null, createdAt: at, ...rest,
});
const told = (one: ChatMessage): ChatEvent => ({ type: 'message', conversationId, message: one });
const delta = (seq: number, offset: number, text: string, attempt = 1): ChatEvent => ({ type: 'delta', conversationId, messageId: idOf(seq), attempt, offset, text });
const page = (messages: ChatMessage[], lastSeq: number): Page => ({ conversation: chat(lastSeq), messages, more: false, reset: false });
const all = (events: ChatEvent[], from: Transcript = nothingYet): Transcript => events.reduce(hear, from);
const texts = ({ messages }: Transcript): string[] => messages.map(({ text }) => text);

describe('a transcript', () => {
  it('grows with the pieces of an answer', () => {
    const known = all([told(message(1)), told(message(2, { text: '', state: 'pending' })), delta(2, 0, 'Your '), delta(2, 5, 'parcel')]);
    expect(known.messages[1]).toMatchObject({ text: 'Your parcel', state: 'streaming' });
    expect(hasGap(known)).toBe(false);
  });

  it('keeps a piece beyond a gap until the page that closes the gap', () => {
    const cut = all([told(message(1)), told(message(2, { text: '', state: 'pending' })), delta(2, 5, 'parcel')]);
    expect(hasGap(cut)).toBe(true);
    expect(resumeAfter(cut)).toBe(1);
    const healed = read(cut, page([message(2, { text: 'Your ', state: 'streaming' })], 2), 1);
    expect(texts(healed)[1]).toBe('Your parcel');
    expect(hasGap(healed)).toBe(false);
  });

  it('drops the pieces of an older attempt', () => {
    const known = all([told(message(1)), told(message(2, { text: '', state: 'pending', attempt: 2 })), delta(2, 0, 'old', 1), delta(2, 0, 'new', 2)]);
    expect(texts(known)[1]).toBe('new');
  });

  it('does not go back from a finished answer to a snapshot taken before', () => {
    const done = all([told(message(1)), told(message(2, { text: 'Your parcel left.' }))]);
    expect(texts(read(done, page([message(2, { text: 'Your', state: 'streaming' })], 2), 1))[1]).toBe('Your parcel left.');
  });

  it('takes a changed thumb of a finished answer', () => {
    const done = all([told(message(2)), told(message(2, { thumb: 'down' }))]);
    expect(done.messages[0]?.thumb).toBe('down');
  });

  it('knows from a heartbeat that it missed a message', () => {
    const known = all([told(message(1)), { type: 'heartbeat', conversationId, lastSeq: 2 }]);
    expect(hasGap(known)).toBe(true);
    expect(resumeAfter(known)).toBe(1);
  });

  it('is thrown away when the server says that it went too far', () => {
    const known = all([told(message(1)), told(message(2)), told(message(3))]);
    expect(texts(read(known, { ...page([message(1)], 1), reset: true }, 3))).toEqual(['question 1']);
  });

  it('reads a long conversation page by page', () => {
    const first = read(nothingYet, { ...page([message(1), message(2)], 4), more: true }, 0);
    expect([first.completeTo, hasGap(first)]).toEqual([2, true]);
    const whole = read(first, page([message(3), message(4)], 4), 2);
    expect([whole.completeTo, hasGap(whole)]).toEqual([4, false]);
  });

  it('lets an ended conversation stay ended when older news arrives', () => {
    const ended = hear(nothingYet, { type: 'state', conversationId, conversation: { ...chat(2), state: 'closed' } });
    expect(hear(ended, { type: 'state', conversationId, conversation: chat(2) }).conversation?.state).toBe('closed');
  });
});

/** One conversation as the server lives it: its events, and what a reader of its storage finds at each moment. */
interface Story {
  events: ChatEvent[];
  pages: Page[];
  truth: ChatMessage[];
}

const turn = fc.record({ cuts: fc.array(fc.string({ minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 }), lostAttempt: fc.boolean() });

const story: fc.Arbitrary<Story> = fc.array(turn, { minLength: 1, maxLength: 5 }).map((turns) => {
  const made: Story = { events: [], pages: [], truth: [] };
  const stored: ChatMessage[] = [];
  const store = (one: ChatMessage): void => {
    stored[one.seq - 1] = one;
    made.pages.push(page([...stored], stored.length));
  };
  turns.forEach(({ cuts, lostAttempt }, index) => {
    const [asked, seq] = [index * 2 + 1, index * 2 + 2];
    store(message(asked));
    made.events.push(told(message(asked)));
    const attempt = lostAttempt ? 2 : 1;
    if (lostAttempt) made.events.push(told(message(seq, { text: '', state: 'pending' })), delta(seq, 0, 'lost'));
    store(message(seq, { text: '', state: 'pending', attempt }));
    made.events.push(told(message(seq, { text: '', state: 'pending', attempt })));
    let text = '';
    for (const cut of cuts) {
      made.events.push(delta(seq, text.length, cut, attempt));
      text += cut;
      store(message(seq, { text, state: 'streaming', attempt }));
    }
    store(message(seq, { text, attempt }));
    made.events.push({ type: 'finished', conversationId, message: message(seq, { text, attempt }), textLength: text.length });
  });
  made.truth = [...stored];
  return made;
});

type Step = { event: ChatEvent } | { page: Page };
const steps = ({ events, pages }: Story): Step[] => [...events.map((event) => ({ event })), ...pages.map((one) => ({ page: one }))];
const take = (known: Transcript, step: Step): Transcript => ('event' in step ? hear(known, step.event) : read(known, step.page, 0));

describe('any order and doubling of events and pages', () => {
  it('ends in what the server holds', () => {
    const lives = story.chain((one) => fc.tuple(fc.constant(one), fc.shuffledSubarray([...steps(one), ...steps(one)], { minLength: steps(one).length * 2 })));
    fc.assert(fc.property(lives, ([{ truth }, order]) => {
      const known = order.reduce(take, nothingYet);
      expect(known.messages).toEqual(truth);
      expect(hasGap(known)).toBe(false);
    }), { seed: 20, numRuns: 400 });
  });

  it('ends there too when some are lost and the tab reads from where it asks to', () => {
    const lives = story.chain((one) => fc.tuple(fc.constant(one), fc.shuffledSubarray(steps(one))));
    fc.assert(fc.property(lives, ([{ truth }, order]) => {
      const known = order.reduce(take, nothingYet);
      const from = resumeAfter(known);
      const healed = read(known, page(truth.filter(({ seq }) => seq > from), truth.length), from);
      expect(healed.messages).toEqual(truth);
      expect(hasGap(healed)).toBe(false);
    }), { seed: 21, numRuns: 400 });
  });
});
