import { assertPlan } from './required-ratings.ts';

/**
 * By how much a plan made for independent ratings grows because ratings of one visitor resemble each other.
 *
 * @param ratingsPerVisitor mean, at least 1
 * @param intraClass correlation of two ratings of one visitor, 0..1
 * @returns a factor, at least 1
 * @throws RangeError when a parameter is out of its range
 * @see L. Kish (1965), Survey Sampling, 5.4: 1 + (m - 1) ICC
 */
export function clusterInflation(ratingsPerVisitor: number, intraClass: number): number {
  assertPlan(ratingsPerVisitor >= 1 && ratingsPerVisitor < Infinity, 'ratingsPerVisitor', ratingsPerVisitor);
  assertPlan(intraClass >= 0 && intraClass <= 1, 'intraClass', intraClass);
  return 1 + (ratingsPerVisitor - 1) * intraClass;
}

/**
 * How many must be asked to get so many ratings.
 *
 * @param ratings at least 0
 * @param responseRate share of the asked who rate, above 0, at most 1
 * @returns whole number
 * @throws RangeError when a parameter is out of its range
 * @see own: ratings / response rate, rounded up
 */
export function askedFor(ratings: number, responseRate: number): number {
  assertPlan(ratings >= 0 && ratings < Infinity, 'ratings', ratings);
  assertPlan(responseRate > 0 && responseRate <= 1, 'responseRate', responseRate);
  return Math.ceil(ratings / responseRate);
}
