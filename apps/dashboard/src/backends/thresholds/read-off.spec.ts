import { describe, expect, it } from '@jest/globals';
import type { ApproachReport, OperatingPoint, TrainingRun } from '#contracts';
import { ofThousand, readOff } from './read-off.ts';

const conduct = (answered: number, accuracy: number) => ({ answered, accuracy, askedBack: 0.2, offeredRight: 0.8, handedOver: 0.8 - answered });
const point = (target: number, answer: number, reached = true): OperatingPoint =>
  ({ target, reached, answer, clarify: 0.1, expected: conduct(0.5, target), tested: conduct(0.4, target - 0.01) });
const curve = [{ coverage: 0.1, accuracy: 1, threshold: 0.9 }, { coverage: 0.5, accuracy: 0.9, threshold: 0.5 }, { coverage: 0.9, accuracy: 0.8, threshold: 0.1 }];
const approach = (points: OperatingPoint[], accuracy = 0.8): Partial<ApproachReport> => ({ accuracy, points, heldOutCurve: curve, testCurve: curve });
const runWith = (report: object): TrainingRun => ({ report: { testExamples: 200, heldOut: { questions: 300, folds: 4 }, ...report } }) as TrainingRun;
const run = runWith({ approaches: { fineTuned: approach([point(0.9, 0.4), point(0.95, 0.6), point(0.99, 0.7, false)]), hybrid: approach([point(0.9, 0.2)]) } });

describe('what a training run tells of thresholds', () => {
  it('is that of the kind, at the first target that is at least the wished one', () => {
    expect(readOff('fine_tuned', run, { by: 'target', target: 92 })).toMatchObject({
      kind: 'read', thresholds: { answer: 0.6, clarify: 0.1 }, expected: { accuracy: 0.95 }, tested: { answered: 0.4 }, heldOut: { questions: 300 }, testQuestions: 200,
      wish: { target: 0.95, reached: true, furthest: 0.95 },
    });
    expect(readOff('hybrid', run, { by: 'target', target: 90 })).toMatchObject({ thresholds: { answer: 0.2 } });
  });

  it('says when a target is out of reach, and how far one comes', () => {
    expect(readOff('fine_tuned', run, { by: 'target', target: 99 })).toMatchObject({ thresholds: { answer: 0.7 }, wish: { target: 0.99, reached: false, furthest: 0.95 } });
  });

  it('is read between the points of the curve for thresholds set by hand', () => {
    const told = readOff('fine_tuned', run, { by: 'hand', thresholds: { answer: 0.7, clarify: 0.3 } });
    expect(told).toMatchObject({ kind: 'read', wish: null, expected: { offeredRight: null } });
    const { answered, accuracy, askedBack, handedOver } = told.kind === 'read' ? told.expected : conduct(0, 0);
    expect([answered, accuracy, askedBack, handedOver].map((share) => Number(share?.toFixed(6)))).toEqual([0.3, 0.95, 0.4, 0.3]);
  });

  it('claims no accuracy where hardly anything is answered, and counts what no threshold reaches to a person', () => {
    const [strict, lax] = [{ answer: 0.95, clarify: 0.5 }, { answer: 0, clarify: 0 }].map((thresholds) => readOff('hybrid', run, { by: 'hand', thresholds }));
    expect(strict).toMatchObject({ expected: { accuracy: null, askedBack: expect.closeTo(0.45, 6) } });
    expect(lax).toMatchObject({ expected: { answered: 0.9, accuracy: 0.8, askedBack: 0, handedOver: expect.closeTo(0.1, 6) } });
  });

  it('is missing without a run, in runs of earlier releases, and where too few questions were held out', () => {
    expect(readOff('hybrid', undefined, { by: 'target', target: 95 })).toEqual({ kind: 'missing', why: 'no_run' });
    expect(readOff('hybrid', runWith({ heldOut: undefined }), { by: 'target', target: 95 })).toEqual({ kind: 'missing', why: 'earlier_release' });
    const few = runWith({ approaches: { fineTuned: approach([]), hybrid: approach([]) } });
    expect(readOff('hybrid', few, { by: 'target', target: 95 })).toEqual({ kind: 'missing', why: 'too_few' });
    expect(readOff('hybrid', few, { by: 'hand', thresholds: { answer: 0.4, clarify: 0.2 } })).toEqual({ kind: 'missing', why: 'too_few' });
  });
});

describe('of 1,000 questions', () => {
  it('whole numbers sum to 1,000, whatever the shares', () => {
    expect(ofThousand([0.7127, 0.1203, 0.167])).toEqual([713, 120, 167]);
    expect(ofThousand([0.8335, 0, 0.1665])).toEqual([834, 0, 166]);
    expect(ofThousand([1 / 3, 1 / 3, 1 / 3])).toEqual([334, 333, 333]);
  });
});
