import type { Traffic } from '#contracts';
import { drawBucket } from './assign.ts';

/**
 * Whether a site keeps this unit out of all its experiments. Raising the share only adds units.
 *
 * Drawn with a salt of the site alone, so that it is independent of every layer and experiment and the same for good.
 * Replayed questions are played to be compared, and previews take part in nothing.
 *
 * @param share out of 10,000
 * @param unitId the visitor's id, or the first one's of a signed-in person
 */
export const isHeldOut = (share: number, { siteId, unitId, traffic }: { siteId: string; unitId: string; traffic: Traffic }): boolean =>
  share > 0 && (traffic === 'live' || traffic === 'test') && drawBucket(holdoutSalt(siteId), unitId) < share;

/** Of the site alone. */
export const holdoutSalt = (siteId: string): string => `holdout ${siteId}`;
