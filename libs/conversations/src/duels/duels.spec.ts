import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { askForDuel, decideDuel, deleteConversation, exportTable, listDuels, readDuelDesk, readDuelSummary, replyAsAgent, requestOf, type Duel, type DuelResult } from '#contracts';
import { newId } from '#platform';
import { otherWorkspace } from '../../../../test/support/accounts.ts';
import { eventually } from '../../../../test/support/eventually.ts';
import { Gate, delta, finished, says } from '../../../../test/support/scripted-backend.ts';
import { startDuelDesk, type DuelDesk } from './duels.fixture.ts';

describe('two drafts for an agent', () => {
  let desk: DuelDesk;
  let other: string;
  let origin: string;

  beforeAll(async () => {
    desk = await startDuelDesk();
    origin = `http://127.0.0.1:${new URL(await desk.server.app.getUrl()).port}`;
  }, 120_000);
  afterAll(() => desk.stop());

  const address = (path: string): string => origin + path;
  const decide = (duel: Duel, result: DuelResult, agent = desk.alice) => desk.server.call(decideDuel, { id: duel.id, result }, agent);
  const texts = ({ left, right }: Duel): string[] => [left.text, right.text].sort();

  it('cannot be had with one backend alone, and the reason is told beforehand', async () => {
    const talk = await desk.taken('Where is my parcel?');
    expect((await desk.server.call(readDuelDesk, { id: talk.conversationId }, desk.alice)).body).toEqual({ obstacle: 'one_version', open: null });
    const refused = await desk.server.call(askForDuel, { id: talk.conversationId }, desk.alice);
    expect([refused.status, refused.problem.code, refused.problem.detail]).toEqual([409, 'duel_impossible', expect.stringContaining('only one backend')]);
    other = await desk.version(says('By another.'));
    expect((await desk.server.call(readDuelDesk, { id: talk.conversationId }, desk.alice)).body).toEqual({ obstacle: null, open: null });
  });

  it('are for the agent who took the conversation over, once its visitor has asked something', async () => {
    const talk = await desk.taken('Where is my parcel?');
    expect((await desk.server.call(askForDuel, { id: talk.conversationId }, desk.bob)).problem.code).toBe('not_claimed_by_you');
    expect((await desk.server.call(askForDuel, { id: talk.conversationId }, desk.analyst)).status).toBe(403);
    const silent = await desk.server.talk(desk.site);
    expect((await desk.server.call(readDuelDesk, { id: silent.conversationId }, desk.alice)).body.obstacle).toBe('no_question');
  });

  it('answer the last questions with what was said before, without a name, time or price', async () => {
    const talk = await desk.taken('Where is my parcel?');
    await talk.say('It is three days late');
    const backend = desk.follow(other, says('By another.'));
    const duel = await desk.ask(talk);
    expect(texts(duel)).toEqual(['By another.', 'By the default.']);
    expect([duel.revealed, duel.result, duel.question]).toEqual([null, null, 'It is three days late']);
    expect(JSON.stringify(duel)).not.toContain(other);
    expect(backend.turns).toMatchObject([{ text: 'It is three days late', history: [{ role: 'visitor', text: 'Where is my parcel?' }, { role: 'assistant', text: 'By the default.' }] }]);
  });

  it('are given again, and found after a reload, until the agent has chosen', async () => {
    const talk = await desk.taken('Where is my parcel?');
    const duel = await desk.ask(talk);
    expect(await desk.ask(talk)).toEqual(duel);
    expect((await desk.server.call(readDuelDesk, { id: talk.conversationId }, desk.alice)).body.open).toEqual(duel);
    expect((await desk.server.call(readDuelDesk, { id: talk.conversationId }, desk.bob)).body.open).toBeNull();
    await decide(duel, 'tie');
    expect((await desk.ask(talk)).id).not.toBe(duel.id);
  });

  it('are told apart after the choice, which counts once', async () => {
    const duel = await desk.ask(await desk.taken('Where is my parcel?'));
    expect((await decide(duel, 'left', desk.bob)).problem.code).toBe('not_your_duel');
    const { body } = await decide(duel, 'left');
    const side = duel.left.text === 'By another.' ? body.revealed?.left : body.revealed?.right;
    expect(side).toMatchObject({ backendVersionId: other, backendName: 'Another', versionNumber: 1, variantId: null });
    expect(body.result).toBe('left');
    expect((await decide(duel, 'left')).body).toEqual(body);
    expect((await decide(duel, 'right')).problem.code).toBe('duel_decided');
    expect((await decide({ ...duel, id: newId() }, 'left')).problem.code).toBe('not_found');
  });

  it('that say the same are for neither side: equally good, or both bad', async () => {
    const talk = await desk.taken('Where is my parcel?');
    desk.follow(other, says('By the default.'));
    const duel = await desk.ask(talk);
    desk.follow(other, says('By another.'));
    expect([duel.alike, ...texts(duel)]).toEqual([true, 'By the default.', 'By the default.']);
    for (const side of ['left', 'right'] as const) expect((await decide(duel, side)).problem.code).toBe('drafts_alike');
    expect((await decide(duel, 'tie')).body).toMatchObject({ result: 'tie', alike: true });
    expect((await desk.ask(await desk.taken('Where is my parcel?'))).alike).toBe(false);
  });

  it('keep what was sent in the end', async () => {
    const talk = await desk.taken('Where is my parcel?');
    const duel = await desk.ask(talk);
    const send = (duelId: string, text: string) => desk.server.call(replyAsAgent, { id: talk.conversationId, clientMessageId: newId(), text, duelId }, desk.alice);
    expect((await send(duel.id, 'Before a choice')).problem.code).toBe('not_found');
    await decide(duel, 'right');
    const { body } = await send(duel.id, `${duel.right.text} Alice here.`);
    await send(duel.id, 'And another line.');
    const { items } = (await desk.server.call(listDuels, {}, desk.analyst)).body;
    expect(items[0]).toMatchObject({ id: duel.id, sentMessageId: body.messageId, sentText: `${duel.right.text} Alice here.` });
    expect((await talk.transcript()).filter(([, role]) => role === 'agent').map(([, , , text]) => text)).not.toContain('Before a choice');
  });

  it('come from the variants of the conversation\'s experiment, each against each, on either side', async () => {
    const versions = [desk.site.backendVersionId, other, await desk.version(says('By a third.'), 'Third')];
    const { id, variants } = await desk.experiment(versions);
    const seen = new Set<string>();
    for (let at = 0; at < 24; at++) {
      const talk = await desk.taken(`Question ${at}`);
      await desk.join(talk.conversationId, id, variants[0] ?? '');
      const { revealed } = (await decide(await desk.ask(talk), 'tie')).body;
      seen.add([revealed?.left, revealed?.right].map((side) => variants.indexOf(side?.variantId ?? '')).join(' '));
    }
    // Of six orders, 24 draws miss four only once in a million million runs.
    expect(seen.size).toBeGreaterThanOrEqual(3);
    expect([...seen].every((pair) => !pair.includes('-1'))).toBe(true);
    // From now on the newest one of another backend.
    other = await desk.version(says('By another.'));
    const page = (await desk.server.call(listDuels, { experimentId: id, limit: 10 }, desk.alice)).body;
    expect([page.items.length, page.next]).toEqual([10, page.items.at(-1)?.id]);
    expect(page.items[0]?.revealed).toMatchObject({ experimentId: id, phase: 1, left: { variantName: expect.stringMatching(/^Variant \d$/) as unknown } });
  });

  it('are counted for the experiment, with those that were missing, and ranked when two people chose', async () => {
    const { id, variants } = await desk.experiment([desk.site.backendVersionId, other]);
    const choose = async (agent: typeof desk.alice, result: DuelResult | null): Promise<void> => {
      const talk = await desk.taken('Where is my parcel?', agent);
      await desk.join(talk.conversationId, id, variants[0] ?? '');
      const duel = await desk.ask(talk, agent);
      if (result !== null) await decide(duel, result, agent);
    };
    const summary = async () => (await desk.server.call(readDuelSummary, { id }, desk.analyst)).body;
    expect(await summary()).toMatchObject({ choices: 0, ranking: { kind: 'too-few', have: 0, need: 4, of: 'choices' } });
    for (const result of ['left', 'right', 'tie', 'left', 'both_bad', null] as const) await choose(desk.alice, result);
    desk.follow(other, () => [{ type: 'error', code: 'network', retryable: true }]);
    await choose(desk.alice, 'both_bad');
    desk.follow(other, says('By another.'));
    expect(await summary()).toMatchObject({
      choices: 5, ties: 1, bothBad: 1, raters: 1, conversations: 5, withoutDraft: 1, ranking: { kind: 'too-few', have: 1, need: 2, of: 'raters' },
      variants: [{ variantId: variants[0], isControl: true, ties: 1, bothBad: 1, withoutDraft: 0 }, { variantId: variants[1], withoutDraft: 1 }],
    });
    for (const result of ['left', 'right', 'tie'] as const) await choose(desk.bob, result);
    const ranked = await summary();
    expect([ranked.ranking.kind, ranked.raters, ranked.choices]).toEqual(['strengths', 2, 8]);
    expect(ranked.agreement).toEqual([{ variantId: variants[1], verdict: 'unknown', duels: ranked.variants[1]?.overControl, csat: null }]);
    const { share, low, high } = ranked.variants[1]?.overControl ?? { share: 0, low: 0, high: 0 };
    expect([low < share, share < high]).toEqual([true, true]);
    const { path } = requestOf(exportTable, { table: 'duels', experimentId: id });
    const lines = (await (await fetch(address(path), { headers: { ...desk.analyst, connection: 'close' } })).text()).trimEnd().split('\r\n');
    expect([lines.length, lines[0]?.startsWith('duel_id,conversation_id,decided_at,experiment,phase,result,rater_id,left_variant,')]).toEqual([10, true]);
    expect(lines.slice(1).every((line) => line.includes(',Test,1,') && line.includes(',Variant 0,') && !line.includes('By another'))).toBe(true);
  });

  it('set the default against another backend where all variants are one version', async () => {
    const { id, variants } = await desk.experiment([other, other]);
    const talk = await desk.taken('Where is my parcel?');
    await desk.join(talk.conversationId, id, variants[0] ?? '');
    const { revealed } = (await decide(await desk.ask(talk), 'both_bad')).body;
    expect([revealed?.experimentId, revealed?.left.variantId]).toEqual([null, null]);
  });

  it.each([
    ['fails', () => [delta('Half an ans'), { type: 'error' as const, code: 'network', retryable: true }], 'network'],
    ['breaks', () => { throw new Error('a bug'); }, 'internal'],
    ['ends without a word', () => [finished()], 'bad_response'],
  ])('say so when a version %s; the other one can be used, but not called equal', async (_, script, errorCode) => {
    desk.follow(desk.site.backendVersionId, script);
    const duel = await desk.ask(await desk.taken('Where is my parcel?'));
    desk.follow(desk.site.backendVersionId, says('By the default.'));
    const [missing, there] = duel.left.text === '' ? ['left', 'right'] as const : ['right', 'left'] as const;
    expect(duel[missing]).toEqual({ text: '', outcome: 'failed', options: [], errorCode });
    for (const result of ['tie', missing] as const) expect((await decide(duel, result)).problem.code).toBe('draft_missing');
    expect((await decide(duel, there)).body.result).toBe(there);
  });

  it('tell a question back and the offer of a person for what they are', async () => {
    const options = [{ intent: 'refund', label: 'A refund' }];
    desk.follow(other, () => [delta('What is it about?'), { type: 'clarify', options }, { type: 'end', result: 'clarified', intent: null, confidence: null, language: null }]);
    desk.follow(desk.site.backendVersionId, () => [delta('Shall I call a person?'), { type: 'hand_over', reason: 'low_confidence' }, { type: 'end', result: 'offered_person', intent: null, confidence: null, language: null }]);
    const duel = await desk.ask(await desk.taken('Hm'));
    for (const [id, text] of [[other, 'By another.'], [desk.site.backendVersionId, 'By the default.']] as const) desk.follow(id, says(text));
    expect([duel.left, duel.right]).toEqual(expect.arrayContaining([
      { text: 'What is it about?', outcome: 'clarified', options, errorCode: null },
      { text: 'Shall I call a person?', outcome: 'offered_person', options: [], errorCode: null },
    ]));
  });

  it('stop and store nothing when the agent leaves', async () => {
    const talk = await desk.taken('Where is my parcel?');
    const gate = new Gate();
    const stopped: boolean[] = [];
    desk.follow(other, async function* (_, signal) {
      signal.addEventListener('abort', () => stopped.push(true));
      yield gate.wait;
    });
    const left = new AbortController();
    const asking = fetch(address(`/v1/conversations/${talk.conversationId}/duels`), { method: 'POST', headers: desk.alice, signal: left.signal }).catch(() => 'left');
    await gate.reached;
    left.abort();
    expect(await asking).toBe('left');
    expect(await eventually(async () => stopped, ({ length }) => length > 0)).toEqual([true]);
    expect(await desk.query('select id from duel where conversation_id = $1', [talk.conversationId])).toEqual([]);
    desk.follow(other, says('By another.'));
  });

  it('are paid for, each side on its own, also when nobody waits for them any more', async () => {
    const talk = await desk.taken('Where is my parcel?');
    const gate = new Gate();
    const spent = () => desk.query<{ tokens: number }>(`select coalesce(sum(tokens), 0)::int as tokens from spend where scope = 'workspace'`).then(([row]) => row?.tokens ?? 0);
    const before = await spent();
    const usage = (inputTokens: number) => ({ type: 'usage', inputTokens, outputTokens: 0, costMicroUsd: 5 }) as const;
    desk.follow(desk.site.backendVersionId, () => [delta('Done.'), usage(1_000), finished()]);
    desk.follow(other, async function* (_, signal) {
      yield gate.wait;
      await new Promise((aborted) => { signal.addEventListener('abort', aborted, { once: true }); });
      yield usage(300);
    });
    const left = new AbortController();
    const asking = fetch(address(`/v1/conversations/${talk.conversationId}/duels`), { method: 'POST', headers: desk.alice, signal: left.signal }).catch(() => 'left');
    await gate.reached;
    gate.open();
    await eventually(spent, (tokens) => tokens >= before + 1_000);
    left.abort();
    expect(await asking).toBe('left');
    expect(await eventually(spent, (tokens) => tokens >= before + 1_300)).toBe(before + 1_300);
    desk.follow(desk.site.backendVersionId, says('By the default.'));
    desk.follow(other, says('By another.'));
  });

  it('lose their words with those of the conversation, and stay counted', async () => {
    const talk = await desk.taken('Where is my parcel?');
    const decided = await desk.ask(talk);
    await decide(decided, 'left');
    const waiting = await desk.ask(talk);
    expect((await desk.server.call(deleteConversation, { conversationId: talk.conversationId }, talk.headers)).status).toBe(200);
    expect((await decide(waiting, 'left')).problem.code).toBe('gone');
    expect((await desk.server.call(askForDuel, { id: talk.conversationId }, desk.alice)).problem.code).toBe('gone');
    expect(await desk.query('select distinct left_text, right_text, left_length > 5 as counted from duel where conversation_id = $1', [talk.conversationId])).toEqual([{ left_text: '', right_text: '', counted: true }]);
  });

  it('never set the control against its twin, which answers alike', async () => {
    const { id, variants } = await desk.experiment([await desk.version(says('By the control.')), await desk.version(says('By the treatment.'))], { twin: true });
    for (let round = 0; round < 4; round++) {
      const talk = await desk.taken('Where is my parcel?');
      await desk.join(talk.conversationId, id, variants[2]!);
      const duel = await desk.ask(talk);
      expect(texts(duel)).toEqual(['By the control.', 'By the treatment.']);
      await decide(duel, 'tie');
    }
    const { body } = await desk.server.call(readDuelSummary, { id }, desk.analyst);
    expect(body.variants.map(({ variantId, ties }) => [variantId, ties])).toEqual([[variants[0], 4], [variants[1], 4]]);
  });

  it('are unknown to other companies', async () => {
    const duel = await desk.ask(await desk.taken('Where is my parcel?'));
    const { headers } = await otherWorkspace(desk.server, desk.db);
    expect((await decide(duel, 'left', headers)).problem.code).toBe('not_found');
    expect((await desk.server.call(listDuels, {}, headers)).body.items).toEqual([]);
  });
});
