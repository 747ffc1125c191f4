import type { RatioGroup } from '#contracts';
import { tellP } from '../../told-p.ts';
import { words } from './strings.ts';

/** Most an adjusted p-value may be where a group is said to stand out; as of the check as a whole. */
const ALARM = 0.001;

/** Whether any group was shared out otherwise than its weights say, in one sentence; the groups come with the worst first. */
export function tellGroups(groups: readonly RatioGroup[]): string {
  const [worst] = groups;
  if (!worst || worst.adjustedP === null) return words.groups.untested;
  return worst.adjustedP < ALARM ? words.groups.standsOut(words.groups.kinds[worst.kind], worst.name, tellP(worst.adjustedP)) : words.groups.none;
}
