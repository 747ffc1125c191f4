import type { ArrivalKind, ArrivalRow, AskedMomentsRow, KnownMomentsRow } from '#analytics';
import type { Arrivals, AskedCell, SegmentCell } from '#contracts';
import { addAsked } from '../analysis/response-weights.ts';
import { addSums } from '../analysis/sums.ts';

/** As the text that a key stands for is called; an intent that was deleted meanwhile keeps its key. */
export type Names = ReadonlyMap<string, string>;

const OUT_OF_SCOPE = 'oos';
const MOST_TOPICS = 100;
const MOST_GROUPS = 12;
/** No key of a topic, a language or an hour. */
const OTHERS = '';

export const topicName = (topic: string, names: Names): string => (topic === OUT_OF_SCOPE ? 'Other' : (names.get(topic) ?? topic));

/** The measure by topic; units of no known topic, and topics beyond the hundred commonest, belong to none. */
export function segmentsOf(rows: readonly KnownMomentsRow[], names: Names): SegmentCell[] {
  const cells = new Map<string, SegmentCell>();
  const topics = new Set(commonest(rows.flatMap(({ topic, units }) => (topic === null ? [] : [[topic, Number(units)] as const]))).slice(0, MOST_TOPICS));
  for (const { variantId, epoch, topic, earlier: _earlier, ...own } of rows) {
    if (topic === null || !topics.has(topic)) continue;
    const cell = JSON.stringify([topic, variantId, epoch]);
    const before = cells.get(cell);
    cells.set(cell, { topic, name: topicName(topic, names), variantId, epoch, sums: before ? addSums(before.sums, own) : own });
  }
  const place = new Map([...topics].map((topic, at) => [topic, at]));
  return [...cells.values()].sort((a, b) => (place.get(a.topic) ?? 0) - (place.get(b.topic) ?? 0));
}

/** Keys by how much there is of them, the most first. */
export function commonest(counted: readonly (readonly [key: string, units: number])[]): string[] {
  const units = new Map<string, number>();
  for (const [key, count] of counted) units.set(key, (units.get(key) ?? 0) + count);
  return [...units].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1)).map(([key]) => key);
}

/** Who was asked for a rating and who gave one, by topic and earlier ratings; topics beyond the commonest are one. */
export function askedOf(rows: readonly AskedMomentsRow[]): AskedCell[] {
  const topics = new Set(commonest(rows.flatMap(({ topic, units }) => (topic === null ? [] : [[topic, units] as const]))).slice(0, MOST_GROUPS));
  const cells = new Map<string, AskedCell>();
  for (const row of rows) {
    const cell = { ...row, topic: row.topic === null || topics.has(row.topic) ? row.topic : OTHERS };
    const place = JSON.stringify([cell.variantId, cell.epoch, cell.topic, cell.earlier]);
    const before = cells.get(place);
    cells.set(place, before ? { ...cell, ...addAsked(before, cell) } : cell);
  }
  return [...cells.values()];
}

/** What units came with: of each kind the commonest groups, and the others together. */
export const arrivalsOf = (rows: readonly ArrivalRow[], names: Names, unread: number): Arrivals =>
  ({ groups: (['topic', 'language', 'hour', 'earlier', 'browser', 'fallback'] as const).flatMap((kind) => groupsOf(kind, worthTelling(kind, rows.filter((row) => row.kind === kind)), names)), unread });

/** Browsers where any is known, and fallbacks where there was one. */
function worthTelling(kind: ArrivalKind, rows: readonly ArrivalRow[]): readonly ArrivalRow[] {
  if (kind === 'browser') return rows.some(({ key }) => key !== null) ? rows : [];
  if (kind === 'fallback') return rows.some(({ key }) => key === 'elsewhere') ? rows : [];
  return rows;
}

function groupsOf(kind: ArrivalKind, rows: readonly ArrivalRow[], names: Names): Arrivals['groups'] {
  const keys = commonest(rows.flatMap(({ key, units }) => (key === null ? [] : [[key, units] as const])));
  const room = MOST_GROUPS - (rows.some(({ key }) => key === null) ? 1 : 0);
  const named = new Set(keys.length > room ? keys.slice(0, room - 1) : keys);
  const groups = new Map<string, Arrivals['groups'][number]>();
  for (const { key, variantId, epoch, units } of rows) {
    const group = key === null || named.has(key) ? key : OTHERS;
    const place = JSON.stringify([group, variantId, epoch]);
    groups.set(place, { kind, key: group, name: nameOf(kind, group, names), variantId, epoch, units: units + (groups.get(place)?.units ?? 0) });
  }
  return [...groups.values()];
}

const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });
const twoDigits = (hour: number): string => String(hour).padStart(2, '0');
const browserNames: Readonly<Record<string, string>> = { chrome: 'Chrome', safari: 'Safari', firefox: 'Firefox', edge: 'Edge', other: 'Other browsers', automated: 'Automated browsers' };
const fallbackNames: Readonly<Record<string, string>> = { own: 'Only the assigned engine', elsewhere: 'Another engine at least once', none: 'No engine yet' };
const earlierNames: Readonly<Record<string, string>> = { none: 'No rating before', happy: 'Rated 4 or better before', unhappy: 'Rated below 4 before' };

function nameOf(kind: ArrivalKind, key: string | null, names: Names): string {
  if (key === null) return 'Not known';
  if (key === OTHERS) return 'All others';
  switch (kind) {
    case 'topic': return topicName(key, names);
    case 'language': return languages.of(key) ?? key;
    case 'hour': return `${twoDigits(Number(key))}:00 to ${twoDigits(Number(key) + 2)}:00`;
    case 'earlier': return earlierNames[key] ?? key;
    case 'browser': return browserNames[key] ?? key;
    case 'fallback': return fallbackNames[key] ?? key;
  }
}
