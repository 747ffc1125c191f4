import type { Gate } from '#contracts';
import type { Explanation } from './explanation.ts';

/** Of the test, wherever its numbers are shown. */
export const whoRates = 'se = √(p(1 − p)(1/nA + 1/nB)), p of both together; z = (pB − pA) / se, one look: p = 2Φ(−|z|); every look: p = min(1, exp(½ ln(Nρ² + 1) − ρ²z²N / (2(Nρ² + 1)))), N asked of both, ρ² as for the thin line with α = 0.01 / variants compared; alarm below that α';

/** By gate, the number that it goes by first. A gate without words does not compile. */
export const gateExplanations = {
  sample_ratio: [
    { name: 'Sharing out, looked at once', words: 'Whether variants got as many visitors as their weights promise. If not, visitors are missing in one of them, and no number can be trusted.', formula: 'χ² = Σ (assigned − expected)² / expected; expected = Σ over periods of weight × visitors of the period; degrees of freedom = variants with a weight − 1' },
    { name: 'Sharing out, at every look', words: 'The same, safe to look at all along. The alarm is raised below 0.001.', formula: '1 / Bayes factor of a Dirichlet-multinomial around the planned shares against the planned multinomial; smallest value so far' },
    { name: 'Sharing out by what visitors came with', words: 'The same for the visitors of one topic, one language, one browser or one time of day: where visitors are lost, this says of which kind. Among many groups one looks special by chance, so each is adjusted for their number. For one look.', formula: 'χ² of the group = Σ (assigned − expected)² / expected; expected = Σ over periods of weight × the group’s visitors of the period; adjusted: Holm over all groups, p(i) × (m − i + 1), made rising' },
  ],
  response_rate: [
    { name: 'Who rates', words: 'Whether visitors of both variants rate equally often when asked. If not, ratings come from different kinds of visitor. Safe to look at all along: of 100 experiments whose variants are rated equally often, at most one ever raises the alarm.', formula: whoRates },
  ],
  enough_units: [
    { name: 'Number of visitors', words: 'How many visitors the smallest variant has. With fewer than are asked for, single visitors move every number.', formula: 'smallest count of assigned visitors ≥ what is asked for; days left = (asked for − smallest) / (smallest / days since the start), rounded up' },
  ],
  full_week: [
    { name: 'A full week', words: 'Visitors of a Sunday are not those of a Monday. A result that never saw a weekend may not hold on one. Only for visitors of a live site.', formula: 'time from the start until the stop, or now, ≥ 7 × 24 hours; days left = 7 − days so far, rounded up' },
  ],
  guardrail: [
    { name: 'Guardrail', words: 'Whether a variant is worse than the control by less than a margin that was fixed before the start. A pass is proof of that, not just no proof of harm, and holds however often somebody looks; what would pass if this were the only look waits.', formula: 'z = (s·difference + margin) / se, s = +1 where more is better, else −1; p = 1 − Φ(z) is of this one look; passes once the lower end of the confidence sequence of s·difference + margin is above 0 (α = chosen error, one side); a relative margin moves with the control: s·(B − wA) / √(se²B + w²·se²A), w = 1 − s·margin' },
    { name: 'Harm', words: 'Whether a variant is shown to be worse than its margin allows, safe at every look. Besides, any variant, the control included, that is shown to fail in more than 20 % of its answers pauses the experiment where failures are a guardrail.', formula: 'upper end of the confidence sequence of s·difference below −margin, α = chosen error / (guardrails × variants compared)' },
  ],
  mixed: [
    { name: 'Several browsers', words: 'Visitors who turned out to be one person, signed in from two browsers, and had met two variants by then. Each counts under the first that it met, which waters the difference down; many of them make it worthless.', formula: 'visitors who met two variants / all assigned visitors; alarm above 0.01' },
  ],
  served_elsewhere: [
    { name: 'Another engine', words: 'Answers that another engine gave in a variant’s stead, because its own was away or too slow. They count for the variant all the same, as its visitors met them; many of them say that the variant was not really tried.', formula: 'answers of the variant that another engine gave / all its answers; alarm above 0.05' },
  ],
  automated: [
    { name: 'Automated browsers', words: 'Bots that say so, and browsers without a window, are no customers. They are counted all the same, in every variant alike; many of them ask for a look. A bot that calls itself a browser is not seen. Only for visitors of a live site; nothing but the family of a browser is kept.', formula: 'visitors whose browser calls itself automated / visitors whose browser is known; alarm above 0.01' },
  ],
  clock: [
    { name: 'Clocks', words: 'Whether the recorded times can all be true: nobody is assigned outside the period of its weights, answered before being assigned, or rates before being asked. The database stamps these; the server stamps the start and the end of an experiment.', formula: 'visitors with a contradiction of more than 1 s / assigned visitors; alarm above 0.01' },
  ],
  balance: [
    { name: 'Alike before', words: 'Whether variants met the same mix of first questions and of earlier ratings. Chance alone seldom makes them differ this much; alarm below 0.001.', formula: 'Pearson’s χ² of topic, and of earlier ratings, by variant within each period, summed; p × kinds tested' },
  ],
  contradiction: [
    { name: 'Changing effect', words: 'Intervals of all looks hold together, so the truth lies in all of them, unless it moved. Where an early and a late look exclude each other, the effect on the measure that decides changed while it was measured: look for what changed on that day.', formula: 'alarm where max over looks of the lower ends > min over looks of the upper ends of the confidence sequence' },
  ],
  twin: [
    { name: 'Difference at every look', words: 'The twin answers with the control’s own version, so the true difference is nought. The interval is the one of the comparisons, with an error of its own: the twin takes nothing of the error of those that compete, and stands in no list of findings.', formula: 'confidence sequence of twin − control in the measure that decides, α = 0.01; what is left: [max of all lower ends, min of all upper ends]' },
    { name: 'Differs', words: 'Nought lies outside the interval. Two groups that got the same were measured as different: visitors are lost, counted twice or shared out by something else than chance. No verdict is given then.', formula: 'low > 0 or high < 0 at any look; where every visitor shows the same, any difference from 50 visitors of each on' },
  ],
} as const satisfies Record<Gate['kind'], readonly [Explanation, ...Explanation[]]>;
