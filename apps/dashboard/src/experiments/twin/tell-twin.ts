import type { TwinCheck } from '#contracts';
import { count } from '../../format.ts';
import { tellRange, tellValue } from '../compared/measures.ts';
import { words } from './strings.ts';

/** The difference with what is left of the intervals of all looks, or why there is none. */
export function tellTwin({ measure, difference }: Pick<TwinCheck, 'measure' | 'difference'>): string {
  switch (difference.kind) {
    case 'too-few': return words.tooFew(count(difference.have), count(difference.need));
    case 'unknown': return words.late;
    case 'no-spread': return `${tellValue(measure, difference.value)}, ${words.same}`;
    case 'difference': {
      // Intervals that exclude each other leave nothing to be shown but the present one.
      const held = difference.running && !difference.running.contradiction ? difference.running : difference.anytime;
      return `${tellValue(measure, difference.value)} ${held ? tellRange(measure, held) : `(${words.notYet})`}`;
    }
  }
}
