import { describe, it, expect } from '@jest/globals';
import { Keeper, type Shelf } from './keeper.ts';

const now = Date.parse('2026-01-10T00:00:00Z');
const day = 86_400_000;

class Drawer implements Shelf {
  readonly things = new Map<string, string>();
  getItem = (key: string): string | null => this.things.get(key) ?? null;
  setItem = (key: string, value: string): void => void this.things.set(key, value);
  removeItem = (key: string): void => void this.things.delete(key);
  key = (at: number): string | null => [...this.things.keys()][at] ?? null;
  get length(): number {
    return this.things.size;
  }
}
const message = (id: number, writtenAt = now) => ({ clientMessageId: `m${id}`, conversationId: null, text: `text ${id}`, writtenAt: writtenAt + id });
const ids = (keeper: Keeper): string[] => keeper.outbox().map(({ clientMessageId }) => clientMessageId);

describe('what the chat keeps in the browser', () => {
  it('is nothing before the first message', () => {
    const drawer = new Drawer();
    new Keeper(drawer, 'duet', now).set({ token: 'vt_1' });
    expect(drawer.things.size).toBe(0);
  });

  it('is found by the next page, unsent messages included', () => {
    const drawer = new Drawer();
    const first = new Keeper(drawer, 'duet', now);
    first.set({ token: 'vt_1', conversationId: 'c1' });
    first.begin();
    first.add(message(1));
    first.add({ ...message(1), conversationId: 'c1' });
    const next = new Keeper(drawer, 'duet', now);
    expect([next.get('token'), next.get('conversationId'), next.outbox()]).toEqual(['vt_1', 'c1', [{ ...message(1), conversationId: 'c1' }]]);
  });

  it('forgets a message when it was delivered, in every tab', () => {
    const drawer = new Drawer();
    const [one, other] = [new Keeper(drawer, 'duet', now), new Keeper(drawer, 'duet', now)];
    for (const tab of [one, other]) {
      tab.set({ token: 'vt_1' });
      tab.begin();
    }
    one.add(message(1));
    other.add(message(2));
    one.remove('m1');
    expect(ids(new Keeper(drawer, 'duet', now))).toEqual(['m2']);
  });

  it('is at most 50 unsent messages of the last seven days', () => {
    const drawer = new Drawer();
    const keeper = new Keeper(drawer, 'duet', now);
    keeper.set({ token: 'vt_1' });
    keeper.begin();
    keeper.add(message(0, now - 8 * day));
    for (let id = 1; id <= 51; id += 1) keeper.add(message(id));
    expect(new Keeper(drawer, 'duet', now).outbox()).toHaveLength(50);
    expect(ids(new Keeper(drawer, 'duet', now + 8 * day))).toEqual([]);
  });

  it('is the same for all tabs, whichever stored it', () => {
    const drawer = new Drawer();
    const [one, other] = [new Keeper(drawer, 'duet', now), new Keeper(drawer, 'duet', now)];
    one.set({ token: 'vt_1' });
    other.set({ token: 'vt_2' });
    one.begin();
    other.begin();
    one.set({ askedIn: 'c1' });
    other.add(message(2));
    one.add(message(1));
    expect([other.get('token'), other.get('askedIn'), ids(one)]).toEqual(['vt_1', 'c1', ['m1', 'm2']]);
  });

  it('is not written again when a tab tells what it read before', () => {
    const drawer = new Drawer();
    const keeper = new Keeper(drawer, 'duet', now);
    keeper.set({ token: 'vt_1', conversationId: 'c1' });
    keeper.begin();
    drawer.setItem = () => { throw new Error('written again'); };
    keeper.begin();
    keeper.set({ token: 'vt_1', conversationId: 'c1' });
    expect(JSON.parse(drawer.getItem('duet') ?? '')).toEqual({ token: 'vt_1', conversationId: 'c1' });
  });

  it('is gone after the chat was deleted, though this page stays the same visitor', () => {
    const drawer = new Drawer();
    const keeper = new Keeper(drawer, 'duet', now);
    keeper.set({ token: 'vt_1', conversationId: 'c1' });
    keeper.begin();
    keeper.add(message(1));
    keeper.forget();
    expect([drawer.things.size, keeper.get('token'), keeper.get('conversationId'), ids(keeper)]).toEqual([0, 'vt_1', undefined, []]);
  });

  it('stays in memory where storage is absent, full or holds nonsense', () => {
    const broken: Shelf = {
      getItem: () => '{nonsense',
      setItem: () => { throw new Error('full'); },
      removeItem: () => { throw new Error('blocked'); },
      key: () => 'duet:m0',
      length: 1,
    };
    for (const shelf of [null, broken]) {
      const keeper = new Keeper(shelf, 'duet', now);
      keeper.begin();
      keeper.set({ token: 'vt_1' });
      keeper.add(message(1));
      expect([keeper.get('token'), ids(keeper)]).toEqual(['vt_1', ['m1']]);
    }
  });
});
