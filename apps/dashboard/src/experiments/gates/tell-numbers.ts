import type { Gate } from '#contracts';
import { count } from '../../format.ts';
import { tellP } from '../../told-p.ts';
import { words } from './strings.ts';

/** The numbers of one gate as they are here: "Here: 240 of 100, p = 0.412." Empty where it has none. */
export function tellNumbers({ have, need, p }: Pick<Gate, 'have' | 'need' | 'p'>): string {
  const counted = have === null ? null : need === null ? count(have) : words.progress(count(have), count(need));
  const all = [counted, p === null ? null : tellP(p)].filter((one) => one !== null);
  return all.length === 0 ? '' : words.here(all.join(', '));
}
