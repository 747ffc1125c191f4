import type { Gate } from '#contracts';

/** A gate by what there is to say of it; the rest is unknown. */
export const gate = (part: Partial<Gate> & Pick<Gate, 'kind' | 'state' | 'sentence'>): Gate =>
  ({ variantId: null, measure: null, have: null, need: null, p: null, daysLeft: null, ...part });
