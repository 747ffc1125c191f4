import type { BackendVersion } from '#contracts';
import { percent, type Told } from '../../format.ts';
import { hasThresholds } from '../version-draft.ts';
import { words } from './strings.ts';

const text = words.cell;
const whole = (share: number): string => percent(share, 0);

/** Both thresholds of a version, and where they come from. */
export function tellThresholds({ kind, model, thresholds, policy }: Pick<BackendVersion, 'kind' | 'model' | 'thresholds' | 'policy'>): Told {
  if (policy) return { main: text.routed, detail: '', missing: true };
  if (!hasThresholds(kind, model)) return { main: text.none, detail: '', missing: true };
  const { answer, clarify, from, target, reached } = thresholds;
  const detail = target === null || from !== 'target' ? text[from === 'pack' ? 'pack' : 'standard'] : reached ? text.target(whole(target)) : text.unreached(whole(target));
  return { main: `${whole(answer)}, ${whole(clarify)}`, detail, missing: false };
}
