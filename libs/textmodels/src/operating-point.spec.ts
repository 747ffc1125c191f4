import { describe, expect, it } from '@jest/globals';
import { conductAt, fewestAnswers, operatingPoints, type HeldOut } from './operating-point.ts';
import { seededRandom, shuffle } from './seeded-random.ts';

const random = seededRandom(5);
/** Right as often as it is sure; the offers hold the right class more often. */
const honest: HeldOut[] = Array.from({ length: 2_000 }, () => {
  const confidence = random();
  return { confidence, right: random() < confidence, offered: random() < 0.5 + confidence / 2, answerable: random() < 0.95 };
});
const targets = Array.from({ length: 30 }, (_, i) => (70 + i) / 100);

describe('thresholds read off held-out questions', () => {
  it('answer fewer questions, and surer ones, the more accuracy is wished for', () => {
    const points = operatingPoints(honest, targets);
    points.slice(1).forEach((point, i) => {
      expect(point.answer).toBeGreaterThanOrEqual(points[i]!.answer);
      expect(point.expected.answered).toBeLessThanOrEqual(points[i]!.expected.answered);
    });
    for (const { reached, target, expected } of points) if (reached) expect(expected.accuracy).toBeGreaterThanOrEqual(target);
  });

  it('account for every question', () => {
    for (const { answer, clarify, expected } of operatingPoints(honest, targets)) {
      expect(clarify).toBeLessThanOrEqual(answer);
      expect(expected.answered + expected.askedBack + expected.handedOver).toBeCloseTo(1, 10);
    }
  });

  it('let a perfect model answer everything', () => {
    const perfect = honest.map((one) => ({ ...one, right: true, offered: true, answerable: true }));
    expect(operatingPoints(perfect, [0.99])[0]).toMatchObject({ reached: true, expected: { answered: 1, accuracy: 1, handedOver: 0 } });
  });

  it('say so when the target is never reached, and take the best there is', () => {
    const fortunes = shuffle(honest.map(({ right }) => right && random() < 0.2), random);
    const [point] = operatingPoints(honest.map((one, i) => ({ ...one, right: fortunes[i]! })), [0.95]);
    expect(point).toMatchObject({ reached: false, target: 0.95 });
    expect(point!.expected.accuracy).toBeLessThan(0.5);
  });

  it('ask back only where the right topic is among the offers three times of four', () => {
    const [point] = operatingPoints(honest, [0.95]);
    expect(point!.expected.askedBack).toBeGreaterThan(0.2);
    expect(point!.expected.offeredRight).toBeGreaterThanOrEqual(0.75);
    const [hopeless] = operatingPoints(honest.map((one) => ({ ...one, offered: false })), [0.95]);
    expect(hopeless!.clarify).toBe(hopeless!.answer);
  });

  it('are not read off a handful of questions', () => {
    expect(operatingPoints(honest.slice(0, fewestAnswers - 1), targets)).toEqual([]);
  });

  it('never count a question as answered that is out of scope to the model', () => {
    const outside = honest.map((one) => ({ ...one, answerable: false }));
    expect(conductAt(outside, { answer: 0.1, clarify: 0.05 })).toMatchObject({ answered: 0, askedBack: 0, handedOver: 1 });
  });
});

describe('the share that is answered', () => {
  it('falls as the threshold rises', () => {
    const shares = Array.from({ length: 50 }, (_, i) => conductAt(honest, { answer: i / 50, clarify: 0 }).answered);
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
  });
});
