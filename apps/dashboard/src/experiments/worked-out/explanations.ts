import type { Explanation } from './explanation.ts';
import { gateExplanations, whoRates } from './gate-explanations.ts';
import { power } from './power-explanations.ts';
import { verdict } from './verdict-explanations.ts';

const compared: readonly Explanation[] = [
  { name: 'Difference', words: 'The variant’s value minus the control’s. Visitors are compared only with visitors who were assigned under the same weights, and each such period counts by its visitors.', formula: 'R = Σy / Σx over visitors; difference = Σ (n of the period / n) × (R variant − R control)' },
  { name: 'Thick line, 95 %', words: 'Where the true difference lies, right when looked at once, at the planned end. A visitor’s ratings resemble each other, so the visitor is the unit.', formula: 'var R = (s²y − 2R·sxy + R²·s²x) / (n·x̄²) (delta method); difference ± t(0.975) × √(var R variant + var R control); several periods: ± 1.96 × √Σ (n of the period / n)² × var; response times: from the interval of the quantile’s level' },
  { name: 'Thin line, at any look', words: 'Where the true difference lies at every look together, for all variants of a measure at once, but for the chosen error (usually in 95 of 100 experiments). It is wider; in exchange you may look whenever you like.', formula: 'asymptotic confidence sequence: ± se·√N·√( 2(Nρ² + 1) / (N²ρ²) × ln(√(Nρ² + 1) / α) ), ρ² = (−2 ln α + ln(−2 ln α + 1)) / planned N, α = chosen error / variants compared' },
  { name: 'p at any look', words: 'How surprising the data would be if there were no difference, however often somebody looked.', formula: 'p = min(1, exp(−max over looks of ln E)), ln E = ρ²z²N / (2(Nρ² + 1)) − ½ ln(Nρ² + 1)' },
  { name: 'All looks together', words: 'What the intervals of all looks leave together. Nothing is left where earlier and later looks exclude each other: then the effect changed meanwhile.', formula: '[max of all lower ends, min of all upper ends]' },
  { name: 'Planned end, read once', words: 'Where a hybrid design was chosen: a fifth of the error of the measure that decides is spent on the looks on the way, so its thin line is wider; the rest on one test, at the first kept look that reached the planned number. Its result stands, whatever comes later.', formula: 'looks: the confidence sequence at α/5; end: p = 2Φ(−|d/se|) ≤ 4α/5, interval d ± z(1 − 2α/5)·se; α = chosen error / variants compared (Bonferroni); both together: p = min(1, 5·p looks, 1.25·p end)' },
  { name: 'Relative difference', words: 'The difference as a share of the control’s value. Where the control may be near nought, an interval that allows for that is shown, or none.', formula: '(B − A) / |A|; var = vB/A² + vA·B²/A⁴, Fieller’s interval below 10 standard errors from 0' },
  { name: 'Shares near none or all', words: 'Where fewer than ten visitors of a variant show an outcome, or all but ten do, their spread says too little of the error: the interval is Newcombe’s, the p-value of the score test or Fisher’s.', formula: 'Newcombe (1998) from two Wilson intervals; se² = p̃(1 − p̃)/(n + 2), p̃ = (successes + 1)/(n + 2)' },
  { name: 'Adjusted p', words: 'Several variants or several secondary measures give chance several tries. The measure that decides is adjusted so that one false finding among all variants is rare; secondary ones so that few of the findings are false.', formula: 'Holm: p(i) × (m − i + 1), made rising; Benjamini-Hochberg: p(i) × m / i, made falling from the end' },
  { name: 'As one finding among several', words: 'An interval for a secondary measure that was picked because it stood out.', formula: 'confidence sequence at α × findings / m (false coverage rate); picked by the adjusted p' },
  { name: 'With what was known before taken out', words: 'Visitors differ before any answer: by what they ask and how they rated before. What that explains is taken out, which makes the interval narrower without moving the truth.', formula: 'regression on what was known before, in each variant of its own (Lin 2013; CUPED); explained = 1 − (se after / se before)²' },
  { name: 'Chance to win', words: 'How likely the variant is better, if nothing was believed beforehand. It describes and decides nothing: looked at often enough it says 95 % for any two equal variants now and then.', formula: 'Φ(s·d / se), s = −1 where less is better; d the difference' },
  { name: 'Choosing wrongly costs', words: 'What is lost on average if the variant is chosen and is the worse one, or if the control is kept and the variant is the better one. Where both are small it matters little what is chosen. It describes and decides nothing.', formula: 'choosing the variant: se·φ(d/se) − s·d·Φ(−s·d/se); keeping the control: se·φ(d/se) + s·d·Φ(s·d/se)' },
  { name: 'p of one look', words: 'How surprising the data would be if there were no difference, had somebody looked once, at the planned end. Looked at more often it falls below 0.05 for equal variants too, so nothing is claimed by it.', formula: 'p = 2·P(t > |difference| / se); shares near none or all: the score test’s or Fisher’s' },
  { name: 'Not adjusted', words: 'The p-value of this variant in this measure alone, right at every look. Guardrails are judged by their margins and other measures by nothing, so no family adjusts theirs: expect one in twenty equal ones below 0.05.', formula: 'p of the looks together: min over looks of the p at any look' },
];

const silent: readonly Explanation[] = [
  { name: 'Comparable', words: 'Whether this variant is rated as often as the control when it asks. The first p is right at every look and raises the alarm; the one of a single look only describes: watched long enough it falls below 0.01 for equal variants too.', formula: whoRates },
  { name: 'Mean lies in, difference lies in', words: 'Those who said nothing might all have been unhappy, or all happy. Nothing is assumed about them (Manski 1990).', formula: '[(sum + 1 × silent) / asked, (sum + 5 × silent) / asked]; difference: worst of the one against best of the other' },
  { name: 'Of those who always rate', words: 'The variant that is rated more often has extra raters. Taking them to be its unhappiest, or its happiest, gives the two ends for visitors who rate under either variant (Lee 2009).', formula: 'trim the share 1 − (lower rate / higher rate) from the bottom, then from the top; no sampling error in it' },
  { name: 'Weighted by who rates', words: 'Visitors who ask about some topics, or were unhappy before, rate more seldom. Each rating stands for those who were asked, said nothing, and were like its rater before any answer: in the topic of the first message and in how they had rated. If silence hangs on nothing else, this is the difference of everybody who was asked. It shows what the plain difference hangs on, and decides nothing.', formula: 'mean = Σ rating / π ÷ Σ 1 / π over ratings, π = ratings / asked of the rater’s cell (Horvitz-Thompson, Hájek) = Σ (asked of the cell / asked) × (Σy / Σx of the cell); a cell with fewer than 10 raters of either variant joins the next thinnest; var = n/(n − 1) × Σ over visitors of [a (R cell − mean) + (y − R cell·x) / π]² / asked²' },
];

const topics: readonly Explanation[] = [
  { name: 'All topics together', words: 'One question first: does the effect differ between topics at all? Among twenty topics one looks special by chance.', formula: 'Q = Σ (dᵢ − d̄)² / seᵢ², d̄ weighted by 1/se²; χ² with topics − 1 degrees of freedom' },
  { name: 'Adjusted (Holm)', words: 'Each topic’s own test, made stricter for their number.', formula: 'p(i) × (m − i + 1), made rising' },
  { name: 'Drawn towards the whole', words: 'The best estimate of each topic when all are shown beside each other: small topics are noisy, so they are drawn most towards the common effect. For display and for the proposed rule, not for tests.', formula: 'd̄ + (1 − B)(dᵢ − d̄), d̄ weighted by 1/(se² + τ²), from four topics on, B = (k − 3)/(k − 1) × seᵢ² / (seᵢ² + τ²), τ² by Paule and Mandel' },
  { name: 'What the rule gains', words: 'What visitors would gain if each topic were answered by the variant named, instead of all by the best single one. Each topic weighs as much as it does in the measure, and its effect is drawn towards the whole, because the best of several noisy numbers looks better than it is.', formula: 'Σ w(topic) × (drawn effect of the variant named − drawn effect of the best single one), w = the topic’s Σx / Σx of all topics compared' },
  { name: 'Interval of the gain', words: 'The rule was read off the numbers that it is judged by. The interval is wide enough for every rule that could have been read off them (Scheffé 1953), so it is right also for the one that looked best. Its middle is the gain before anything is drawn towards the whole.', formula: 'Σ w·d ± √χ²(1 − chosen error; m) × √Σ w²·se², m = parts × variants × (variants − 1) / 2, a part = a topic that can be compared, or the rest together' },
];

const sequence: readonly Explanation[] = [
  { name: 'Each look', words: 'A look is kept each time visitors grew by a fiftieth. Its pale band is the interval that is right at every look.', formula: 'difference ± half-width of the confidence sequence at that look’s N' },
  { name: 'Darker band', words: 'What all looks so far leave together.', formula: '[max of lower ends so far, min of upper ends so far]' },
];

const proof: readonly Explanation[] = [
  { name: 'False alarms', words: 'Each deal shuffles the variants among the visitors of each period, in the order in which they came; every variant keeps its number. Whatever a rule then finds is false, and is counted.', formula: 'alarms / 1,000 deals; for each deal the rule is asked at every look, or once at the end' },
  { name: 'In the long run', words: 'A thousand deals tell the share of false alarms only so closely: it lies here in 95 of 100 cases. A rule keeps its promise while the lower end is not above it.', formula: 'Wilson: (p + z²/2n ± z√(p(1 − p)/n + z²/4n²)) / (1 + z²/n), z = 1.96, n deals' },
];

const figures: readonly Explanation[] = [
  { name: 'Shares', words: 'How many of how many, with where the true share lies in 95 of 100 cases.', formula: 'Wilson: (p + z²/2n ± z√(p(1 − p)/n + z²/4n²)) / (1 + z²/n), z = 1.96' },
  { name: 'Means', words: 'The average with where the true one lies in 95 of 100 cases.', formula: 'mean ± t(0.975, n − 1) × s / √n' },
  { name: 'p50 and p95', words: 'Half, or 95 of 100, of the answers were at least this fast. Answers that never came count as slower than any number.', formula: 'quantile of times kept in buckets, interpolated between the values that they stand for; within 1 %' },
];

const epochs: readonly Explanation[] = [
  { name: 'Assigned and answered', words: 'New weights begin a period. A visitor belongs to the period in which it was assigned, and stays in its variant. Analysis is on all who were assigned, whether they got an answer or not.', formula: 'count of first messages by variant and period; answered = those with a first answer' },
];

const compliers: readonly Explanation[] = [
  { name: 'Where it answered itself', words: 'Fallbacks water a difference down: only a share of the variant’s answers were its own. Dividing by that share gives the effect on those whom the variant did answer.', formula: 'difference by assignment / share answered itself (Wald ratio); variance by the delta method' },
];

const payback: readonly Explanation[] = [
  { name: 'Pays back', words: 'Training is paid once, hosting by the day; each resolved conversation saves the difference in its cost. The day on which the savings have paid for the training.', formula: 'training / (saving per resolved conversation × resolved a day − hosting a day); ends from the 95 % interval of the saving; chance within 90 days = Φ((saving − needed) / se), needed = (training / 90 + hosting a day) / resolved a day' },
];

const allocation: readonly Explanation[] = [
  { name: 'Chance to be the best', words: 'How likely each variant is the best of all, with nothing believed beforehand, from visitors of whom nothing more is to come in this measure.', formula: 'P(best i) = ∫ φᵢ(x) Πⱼ Φⱼ(x) dx by quadrature' },
  { name: 'Next share', words: 'What the method asks for: top-two Thompson half by the chance to be the best, half by the chance to be the first challenger; track and stop the shares that tell the best apart with the fewest visitors. Never below the floor, the control’s share fixed, at most ten points an hour, only for visitors not assigned yet; a variant that harms goes to its floor.', formula: 'floor + (10,000 − control − floor × other variants) × wanted share / Σ wanted shares of the other variants; top-two: ψᵢ = aᵢ(½ + ½ Σⱼ≠ᵢ aⱼ / (1 − aⱼ))' },
];

/** By panel. */
const ramp: readonly Explanation[] = [
  { name: 'When a step is made', words: 'Its hours of running are over, 100 visitors were assigned so that a fault could show, and no gate alarms. A pause begins the hours anew; other weights do not.', formula: 'now ≥ max(start of this coverage, last start) + hours, assigned ≥ 100, no gate in alarm' },
  { name: 'Who is added', words: 'Whoever took part still does, with the same variant: a higher share only adds visitors. The shares of the variants stay.', formula: 'u_exposure = hash(visitor, salt of the phase) in [0, 1); takes part where u_exposure < coverage' },
];

export const explanations = { verdict, power, compliers, payback, ramp, allocation, compared, gates: Object.values(gateExplanations).flat(), silent, topics, sequence, twin: gateExplanations.twin, proof, figures, epochs } as const satisfies Record<string, readonly Explanation[]>;
